//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "event-without-listener",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "events of a service that does not listen",
    docs: include_str!("event_without_listener.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    // An unknown kind is told where it stands.
    if !entry.is_set("event") || entry.is_set("kind") {
        return;
    }
    let Some(at) = entry.key_span("event") else { return };
    let place = item.at(at);
    let change = Change::AddEntry { beside: place, key: "kind".into(), value: NewValue::Text("eventlistener".into()) };
    let message = "`event` is dropped without `kind: eventlistener`; add it";
    findings.push(Finding::new(&INFO, place, message).repair(Repair::guess("Add `kind: eventlistener`", change)));
}
