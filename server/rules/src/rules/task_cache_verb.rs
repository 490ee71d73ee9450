//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule};

static INFO: Info = Info {
    id: "task-cache-verb",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "`cache` stands beside a verb that has none",
    docs: include_str!("task_cache_verb.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = task.verb().filter(|f| !matches!(f.key.name, "cmd" | "download")) else { return };
    if let Some(field) = task.view.field("cache").filter(|f| !f.value.value.is_zero()) {
        let place = task.place(field.key_span);
        let message = format!("`{}` keeps no folders: `cache` goes with `cmd` and `download`", verb.key.name);
        let repair = Repair::guess("Remove `cache`", Change::RemoveEntry { entry: place });
        findings.push(Finding::new(&INFO, place, message).repair(repair));
    }
}
