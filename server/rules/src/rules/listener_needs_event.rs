//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "listener-needs-event",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "an event listener that listens to nothing",
    docs: include_str!("listener_needs_event.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    let listens = entry.text("kind").is_some_and(|at| at.value == "eventlistener");
    if listens && !entry.is_set("event") && !entry.is_set("use_packaged") {
        let place = item.at(entry.key_span("kind").unwrap_or_else(|| values::head(entry)));
        let message = "supervisord refuses a listener without `event`, and its whole configuration with it; name the events, such as `PROCESS_STATE_FATAL`";
        findings.push(Finding::new(&INFO, place, message));
    }
}
