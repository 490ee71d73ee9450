//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule, Home};
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::words;

static INFO: Info = Info {
    id: "check-many-verbs",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "a check has more than one verb",
    docs: include_str!("check_many_verbs.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let mut verbs = check.verbs();
    let (Some(first), Some(second)) = (verbs.next(), verbs.next()) else { return };
    let names: Vec<String> = check.verbs().map(|v| words::code(v.name)).collect();
    let message =
        format!("the check has the verbs {}, but takes one; make each a check of its own", words::list(&names));
    let finding = Finding::new(&INFO, check.place(second.field.key_span), message)
        .related(check.place(first.field.key_span), "the first verb");
    let in_step = check.home == Home::Step;
    findings.push(if in_step { finding.severity(Severity::Warning) } else { finding });
}
