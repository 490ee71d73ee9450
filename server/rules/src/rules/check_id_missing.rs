//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "check-id-missing",
    group: Group::Checks,
    severity: Severity::Hint,
    default_on: false,
    summary: "a check without an id",
    docs: include_str!("check_id_missing.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["eval"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    if let Some(check) = item.check().filter(|check| check.view.text("id").is_none()) {
        let message = "the check has no `id`, by which reports and deployments name it";
        findings.push(Finding::new(&INFO, check.start(), message));
    }
}
