//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::one_init::fields_without_effect;
use crate::rule::{Group, Info, Rule};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "stdout-systemd-ignored",
    group: Group::Services,
    severity: Severity::Info,
    default_on: true,
    summary: "an output that systemd does not redirect",
    docs: include_str!("stdout_systemd_ignored.md"),
};

pub(crate) struct StdoutSystemdIgnored;

const KEYS: &[&str] = &["stdout"];

impl Rule for StdoutSystemdIgnored {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["service"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for (key, span) in fields_without_effect(item, Init::Systemd, KEYS) {
            let message = format!("`{key}` has no effect under systemd, which writes the output to the journal");
            findings.push(Finding::new(&INFO, item.at(span), message).tag(Tag::Unnecessary));
        }
    }
}
