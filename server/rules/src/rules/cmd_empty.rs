//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule};

static INFO: Info = Info {
    id: "cmd-empty",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a command is blank",
    docs: include_str!("cmd_empty.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    if let Some(cmd) = task.view.text("cmd").filter(|at| at.value.trim().is_empty()) {
        findings.push(Finding::new(&INFO, task.item.at(cmd.span), "the command is blank"));
    }
}
