//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "supervisorctl-status",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "`supervisorctl status` fails as soon as one program does not run",
    docs: include_str!("supervisorctl_status.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = check.verb().filter(|v| v.name == "command") else { return };
    let expects_success = check.view.int("exit_status").is_none_or(|at| at.value == 0);
    let Some(command) = verb.field.value.value.text().filter(|_| expects_success) else { return };
    let mut words = command.split_whitespace();
    let is_supervisorctl = words.next().is_some_and(|w| w.rsplit('/').next() == Some("supervisorctl"));
    let rest: Vec<&str> = words.collect();
    if !is_supervisorctl || !matches!(rest[..], ["status"] | ["status", "all"]) {
        return;
    }
    let message = "`supervisorctl status` fails as soon as any program does not run; ask for `supervisorctl pid`";
    let place = check.value_place(verb.field);
    let change = Change::ReplaceScalar { scalar: place, to: "supervisorctl pid".to_owned() };
    findings.push(Finding::new(&INFO, place, message).repair(Repair::guess("Ask for `supervisorctl pid`", change)));
}
