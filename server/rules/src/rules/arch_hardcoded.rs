//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule};
use crate::within::part;

static INFO: Info = Info {
    id: "arch-hardcoded",
    group: Group::Tasks,
    severity: Severity::Info,
    default_on: true,
    summary: "a download is for one architecture only",
    docs: include_str!("arch_hardcoded.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    let Some(address) = task.view.text("download") else { return };
    for (name, variable) in
        [("x86_64", "${BUILD_ARCH}"), ("aarch64", "${BUILD_ARCH}"), ("amd64", "${ARCH}"), ("arm64", "${ARCH}")]
    {
        let Some(start) = address.value.find(name) else { continue };
        let place = task.item.at(part(address.span, address.value, &(start..start + name.len())));
        let change =
            Change::ReplaceScalar { scalar: task.item.at(address.span), to: address.value.replace(name, variable) };
        let finding =
            Finding::new(&INFO, place, format!("this download is for {name} only; `{variable}` names the one built"));
        findings.push(finding.repair(Repair::guess(format!("Write `{variable}`"), change)));
        return;
    }
}
