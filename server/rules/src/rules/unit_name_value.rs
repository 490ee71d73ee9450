//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "unit-name-value",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "an order by a name that is no unit",
    docs: include_str!("unit_name_value.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service().filter(|e| !e.is_set("use_packaged")) else { return };
    if !item.setting.may_run(Init::Systemd) {
        return;
    }
    for at in ["after", "before", "wanted_by"].into_iter().flat_map(|key| entry.texts(key)) {
        if at.value.is_empty() || TYPES.iter().any(|ending| at.value.ends_with(ending)) {
            continue;
        }
        let (place, to) = (item.at(at.span), format!("{}.service", at.value));
        let message = format!("systemd ignores `{}`, which is no unit; write `{to}`", at.value);
        let repair = Repair::guess(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to });
        let finding = Finding::new(&INFO, place, message).repair(repair);
        let is_run = item.setting.runs(Init::Systemd);
        findings.push(if is_run { finding } else { finding.severity(Severity::Hint) });
    }
}

/// Types of units. Source: systemd.unit(5).
const TYPES: [&str; 11] = [
    ".service",
    ".socket",
    ".device",
    ".mount",
    ".automount",
    ".swap",
    ".target",
    ".path",
    ".timer",
    ".slice",
    ".scope",
];
