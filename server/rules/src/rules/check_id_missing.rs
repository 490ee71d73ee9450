//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "check-id-missing",
    group: Group::Checks,
    severity: Severity::Hint,
    default_on: false,
    summary: "a check without an id",
    docs: include_str!("check_id_missing.md"),
};

pub(crate) struct CheckIdMissing;

impl Rule for CheckIdMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        if let Some(check) = item.check().filter(|check| check.view.text("id").is_none()) {
            let message = "the check has no `id`, by which reports and deployments name it";
            findings.push(Finding::new(&INFO, check.start(), message));
        }
    }
}
