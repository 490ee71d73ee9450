//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "start-sec-zero",
    group: Group::Services,
    severity: Severity::Info,
    default_on: true,
    summary: "a zero that never reaches supervisord",
    docs: include_str!("start_sec_zero.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    for (key, default) in [("start_sec", 1), ("start_retry", 3), ("priority", 999)] {
        let Some(at) = entry.key_span(key).filter(|_| entry.int(key).is_some_and(|number| number.value == 0)) else {
            continue;
        };
        let place = item.at(at);
        let message = format!(
            "`{key}: 0` is left out, so supervisord takes its default {default}; remove it, or write 1 or more"
        );
        let repair = Repair::safe(format!("Remove `{key}`"), Change::RemoveEntry { entry: place });
        findings.push(Finding::new(&INFO, place, message).tag(Tag::Unnecessary).repair(repair));
    }
}
