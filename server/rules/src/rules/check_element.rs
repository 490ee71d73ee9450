//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "check-element",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "`{element}` is used without a `selector`",
    docs: include_str!("check_element.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    if check.view.is_set("selector") {
        return;
    }
    for field in ["path", "request_body"].into_iter().filter_map(|key| check.view.field(key)) {
        if field.value.value.text().is_some_and(|t| t.contains("{element}")) {
            let message = "`{element}` stands for what `selector` finds, but there is no `selector`";
            findings.push(Finding::new(&INFO, check.value_place(field), message));
        }
    }
}
