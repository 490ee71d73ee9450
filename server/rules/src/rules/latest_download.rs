//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule};

static INFO: Info = Info {
    id: "latest-download",
    group: Group::Tasks,
    severity: Severity::Info,
    default_on: true,
    summary: "a download always takes the newest release",
    docs: include_str!("latest_download.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    if let Some(address) = task.view.text("download").filter(|at| at.value.contains("/releases/latest/")) {
        let message = "this takes whatever release is newest when the image is built";
        findings.push(Finding::new(&INFO, task.item.at(address.span), message));
    }
}
