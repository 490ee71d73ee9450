//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule, lacks};

static INFO: Info = Info {
    id: "download-to",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a download goes nowhere",
    docs: include_str!("download_to.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    let is_run = task.view.text("extract").is_some_and(|at| at.value == "sh");
    if !is_run {
        findings.extend(lacks(&INFO, task, "download", "to", "where it goes"));
    }
    findings.extend(lacks(&INFO, task, "copy", "to", "where it goes"));
}
