//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::one_init::fields_without_effect;
use crate::rule::{Group, Info, Rule};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "supervisord-only-field",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: true,
    summary: "a field that only supervisord reads, of a service under systemd",
    docs: include_str!("supervisord_only_field.md"),
};

pub(crate) struct SupervisordOnlyField;

const KEYS: &[&str] = &["auto_start", "start_retry", "start_sec", "stop_signal", "exit_code", "priority", "event"];

impl Rule for SupervisordOnlyField {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["service"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for (key, span) in fields_without_effect(item, Init::Systemd, KEYS) {
            let message = format!("`{key}` has no effect under systemd, which alone runs this");
            findings.push(Finding::new(&INFO, item.at(span), message).tag(Tag::Unnecessary));
        }
    }
}
