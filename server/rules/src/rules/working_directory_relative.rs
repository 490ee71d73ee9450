//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "working-directory-relative",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a working directory that is no absolute path",
    docs: include_str!("working_directory_relative.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service().filter(|e| !e.is_set("use_packaged")) else { return };
    let Some(at) = entry.text("working_directory").filter(|at| !at.value.starts_with(['/', '~', '$', '%'])) else {
        return;
    };
    let message = format!("`{}` is not absolute, and systemd refuses the unit; write the whole path", at.value);
    let finding = Finding::new(&INFO, item.at(at.span), message);
    let is_run = item.setting.runs(Init::Systemd);
    findings.push(if is_run { finding } else { finding.severity(Severity::Hint) });
}
