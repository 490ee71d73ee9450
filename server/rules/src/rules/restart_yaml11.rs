//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "restart-yaml11",
    group: Group::Services,
    severity: Severity::Info,
    default_on: true,
    summary: "a bare `no` for `restart`",
    docs: include_str!("restart_yaml11.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(at) = item.service().and_then(|entry| entry.text("restart")) else { return };
    let is_bare = at.span.len() as usize == at.value.len();
    if is_bare && *at.value == "no" {
        let place = item.at(at.span);
        let message = "other tools take this word for a flag; write `\"no\"`";
        let change = Change::ReplaceScalar { scalar: place, to: at.value.to_string() };
        findings.push(Finding::new(&INFO, place, message).repair(Repair::safe("Put it in quotes", change)));
    }
}
