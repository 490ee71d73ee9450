//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "service-name-value",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "a name that no init system takes",
    docs: include_str!("service_name_value.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(at) = item.service().and_then(|entry| entry.text("name")) else { return };
    let is_odd = |c: char| c.is_whitespace() || matches!(c, ':' | '/');
    if !at.value.contains(is_odd) {
        return;
    }
    let parts: Vec<&str> = at.value.split(is_odd).filter(|part| !part.is_empty()).collect();
    let (place, to) = (item.at(at.span), parts.join("-"));
    let message = format!("no init system takes `{}` for a name; write `{to}`", at.value);
    let repair = Repair::guess(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to });
    findings.push(Finding::new(&INFO, place, message).repair(repair));
}
