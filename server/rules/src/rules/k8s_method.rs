//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::live;
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "k8s-method",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "the method of `k8s` does not exist",
    docs: include_str!("k8s_method.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    if let Some(verb) = live::verb(check, true) {
        findings.extend(live::method(&INFO, check, verb));
    }
}
