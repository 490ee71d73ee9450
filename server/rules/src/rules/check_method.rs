//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::live;
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "check-method",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "the method of a live verb does not exist",
    docs: include_str!("check_method.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    if let Some(verb) = live::verb(check, false) {
        findings.extend(live::method(&INFO, check, verb));
    }
}
