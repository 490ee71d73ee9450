//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "check-artifact",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "a method that makes a file does not say where",
    docs: include_str!("check_artifact.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = check.live_verb() else { return };
    let Some(method) = verb.method().filter(|m| m.artifact) else { return };
    if !check.view.is_set("artifact") {
        let message = format!("`{}: {}` makes a file: say which under `artifact`", verb.name, method.name);
        findings.push(Finding::new(&INFO, check.value_place(verb.field), message));
    }
}
