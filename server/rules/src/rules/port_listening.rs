//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "port-listening",
    group: Group::Checks,
    severity: Severity::Hint,
    default_on: false,
    summary: "a check for a listening port, which asks `ss`",
    docs: include_str!("port_listening.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = check.verb().filter(|v| v.name == "port") else { return };
    let from_host = check.view.has("reachable") || check.view.flag("listening").is_some_and(|at| !at.value);
    if !from_host {
        let message =
            "this needs `ss` or `netstat` in the container; ask whether the port is `reachable`, or use `addr`";
        findings.push(Finding::new(&INFO, check.value_place(verb.field), message));
    }
}
