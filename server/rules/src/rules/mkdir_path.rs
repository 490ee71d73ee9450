//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule, odd_path};

static INFO: Info = Info {
    id: "mkdir-path",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a folder to make is not absolute",
    docs: include_str!("mkdir_path.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    findings.extend(odd_path(&INFO, task, "mkdir"));
}
