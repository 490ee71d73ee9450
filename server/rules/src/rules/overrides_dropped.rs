//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "overrides-dropped",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "`overrides:` of a packaged unit, which nobody writes",
    docs: include_str!("overrides_dropped.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    let Some(at) = entry.key_span("overrides").filter(|_| entry.is_set("use_packaged") && entry.is_set("overrides"))
    else {
        return;
    };
    let message = "`overrides` of a packaged unit is never written; write a drop-in with a task, such as `/etc/systemd/system/NAME.service.d/ov.conf`";
    let remove = Change::RemoveEntry { entry: item.at(at) };
    let finding = Finding::new(&INFO, item.at(at), message).tag(Tag::Unnecessary);
    findings.push(finding.repair(Repair::guess("Remove `overrides`, without effect here", remove)));
}
