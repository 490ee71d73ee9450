//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule, Home};
use crate::finding::Finding;
use crate::rule::{Group, Info};
use ov_project::Value;

static INFO: Info = Info {
    id: "check-no-verb",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "a check says nothing to check",
    docs: include_str!("check_no_verb.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    // A verb of the wrong type is told of as such.
    let verb = |f: &ov_project::Field| f.key.verb && (!f.value.value.is_zero() || f.value.value == Value::Hole);
    if check.home == Home::Step || check.view.fields().any(verb) {
        return;
    }
    let message = "the check has no verb: say what it looks at, such as `file`, `package`, `command` or `http`";
    findings.push(Finding::new(&INFO, check.start(), message));
}
