//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "process-verb",
    group: Group::Checks,
    severity: Severity::Hint,
    default_on: false,
    summary: "a check for a process, which asks `pgrep`",
    docs: include_str!("process_verb.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    if let Some(verb) = check.verb().filter(|v| v.name == "process") {
        let message = "this needs `pgrep` in the container; ask for the service where there is one";
        findings.push(Finding::new(&INFO, check.value_place(verb.field), message));
    }
}
