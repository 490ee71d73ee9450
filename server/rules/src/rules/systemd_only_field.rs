//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::one_init::fields_without_effect;
use crate::rule::{Group, Info, Rule};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "systemd-only-field",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: true,
    summary: "a field that only systemd reads, of a service under supervisord",
    docs: include_str!("systemd_only_field.md"),
};

pub(crate) struct SystemdOnlyField;

const KEYS: &[&str] = &["after", "before", "wanted_by"];

impl Rule for SystemdOnlyField {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["service"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for (key, span) in fields_without_effect(item, Init::Supervisord, KEYS) {
            let message = format!(
                "`{key}` has no effect under supervisord, which alone runs this; `priority` gives the order there"
            );
            findings.push(Finding::new(&INFO, item.at(span), message).tag(Tag::Unnecessary));
        }
    }
}
