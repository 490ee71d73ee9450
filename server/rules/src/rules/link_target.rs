//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule, lacks};

static INFO: Info = Info {
    id: "link-target",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a link points to nothing",
    docs: include_str!("link_target.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    findings.extend(lacks(&INFO, task, "link", "target", "what the link points to"));
}
