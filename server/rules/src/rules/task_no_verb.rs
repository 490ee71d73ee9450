//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule};

static INFO: Info = Info {
    id: "task-no-verb",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a task says nothing to do",
    docs: include_str!("task_no_verb.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    // A verb of the wrong type is told of as such.
    let verb =
        |f: &ov_project::Field| f.key.verb && (!f.value.value.is_zero() || f.value.value == ov_project::Value::Hole);
    if !task.view.fields().any(verb) {
        let message = "the task has no verb: `cmd`, `mkdir`, `copy`, `write`, `link`, `download`, `setcap` or `build`";
        findings.push(Finding::new(&INFO, task.start(), message));
    }
}
