//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::phrases::did_you_mean;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use ov_schema::nearest_word;

pub(crate) static INFO: Info = Info {
    id: "event-unknown",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "an event that supervisord does not have",
    docs: include_str!("event_unknown.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    let listens = entry.text("kind").is_some_and(|at| at.value == "eventlistener");
    let Some(at) = entry.text("event").filter(|_| listens) else { return };
    let odd = at.value.split(',').map(str::trim).find(|name| !EVENTS.contains(&name.to_ascii_uppercase().as_str()));
    let Some(odd) = odd else { return };
    let nearest = nearest_word(EVENTS, odd);
    let place = item.at(at.span);
    let message =
        format!("`{odd}` is no event of supervisord, which refuses its whole configuration{}", did_you_mean(nearest));
    let finding = Finding::new(&INFO, place, message);
    findings.push(match nearest {
        Some(to) => {
            let change = Change::ReplaceScalar { scalar: place, to: at.value.replacen(odd, to, 1) };
            finding.repair(Repair::guess(format!("Write `{to}`"), change))
        }
        None => finding,
    });
}

/// Events that a program can ask for. Source: `supervisor.events` of supervisor 4.3.0.
const EVENTS: [&str; 27] = [
    "EVENT",
    "PROCESS_COMMUNICATION",
    "PROCESS_COMMUNICATION_STDERR",
    "PROCESS_COMMUNICATION_STDOUT",
    "PROCESS_GROUP",
    "PROCESS_GROUP_ADDED",
    "PROCESS_GROUP_REMOVED",
    "PROCESS_LOG",
    "PROCESS_LOG_STDERR",
    "PROCESS_LOG_STDOUT",
    "PROCESS_STATE",
    "PROCESS_STATE_BACKOFF",
    "PROCESS_STATE_EXITED",
    "PROCESS_STATE_FATAL",
    "PROCESS_STATE_RUNNING",
    "PROCESS_STATE_STARTING",
    "PROCESS_STATE_STOPPED",
    "PROCESS_STATE_STOPPING",
    "PROCESS_STATE_UNKNOWN",
    "REMOTE_COMMUNICATION",
    "SUPERVISOR_STATE_CHANGE",
    "SUPERVISOR_STATE_CHANGE_RUNNING",
    "SUPERVISOR_STATE_CHANGE_STOPPING",
    "TICK",
    "TICK_3600",
    "TICK_5",
    "TICK_60",
];
