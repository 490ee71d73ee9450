//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule, odd_path};

static INFO: Info = Info {
    id: "copy-to",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "where a file goes is not absolute",
    docs: include_str!("copy_to.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    findings.extend(odd_path(&INFO, task, "to"));
}
