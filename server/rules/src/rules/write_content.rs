//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule, lacks};

static INFO: Info = Info {
    id: "write-content",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a file is written without a text",
    docs: include_str!("write_content.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    findings.extend(lacks(&INFO, task, "write", "content", "the text of the file"));
}
