//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule};

static INFO: Info = Info {
    id: "copy-source",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a file to copy is not named relative to the layer",
    docs: include_str!("copy_source.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    let Some(source) = task.view.text("copy") else { return };
    let climbs = source.value.split('/').any(|part| part == "..");
    if climbs || source.value.starts_with('/') {
        let why = if climbs { "climbs out of" } else { "is absolute, not relative to" };
        let message = format!("`{}` {why} the layer's folder", source.value);
        findings.push(Finding::new(&INFO, task.item.at(source.span), message));
    }
}
