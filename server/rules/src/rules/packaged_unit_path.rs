//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "packaged-unit-path",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "a unit given as a path",
    docs: include_str!("packaged_unit_path.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(at) = item.service().and_then(|entry| entry.text("use_packaged")) else { return };
    if !at.value.contains(['/', ' ']) {
        return;
    }
    let place = item.at(at.span);
    let message = "a unit is found by its name, and the build refuses a path; write the name alone";
    let finding = Finding::new(&INFO, place, message);
    let name = at.value.rsplit('/').next().unwrap_or_default();
    let usable = !name.is_empty() && !name.contains(' ');
    findings.push(if usable {
        finding
            .repair(Repair::guess(format!("Write `{name}`"), Change::ReplaceScalar { scalar: place, to: name.into() }))
    } else {
        finding
    });
}
