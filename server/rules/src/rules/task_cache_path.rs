//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::is_anchored;
use crate::tasks::{Task, TaskRule};

static INFO: Info = Info {
    id: "task-cache-path",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a cached folder is not absolute",
    docs: include_str!("task_cache_path.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    for folder in task.view.texts("cache").filter(|at| !is_anchored(at.value)) {
        let message = format!("`{}` is neither absolute nor below the home folder (`~/` or `${{HOME}}`)", folder.value);
        findings.push(Finding::new(&INFO, task.item.at(folder.span), message));
    }
}
