//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::live;
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "k8s-scope",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check of `k8s` does not run against a deployment",
    docs: include_str!("k8s_scope.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    if let Some(verb) = live::verb(check, true) {
        findings.extend(live::scope(&INFO, check, verb));
    }
}
