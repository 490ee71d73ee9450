//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule};
use crate::words;

static INFO: Info = Info {
    id: "task-many-verbs",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a task has more than one verb",
    docs: include_str!("task_many_verbs.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    let mut verbs = task.verbs();
    let (Some(first), Some(second)) = (verbs.next(), verbs.next()) else { return };
    let names: Vec<String> = task.verbs().map(|f| words::code(f.key.name)).collect();
    let message = format!("the task has the verbs {}, but takes one; make each a task of its own", words::list(&names));
    let finding = Finding::new(&INFO, task.place(second.key_span), message);
    findings.push(finding.related(task.place(first.key_span), "the first verb"));
}
