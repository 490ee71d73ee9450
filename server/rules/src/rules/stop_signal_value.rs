//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::phrases::did_you_mean;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use ov_project::Init;
use ov_schema::nearest_word;

pub(crate) static INFO: Info = Info {
    id: "stop-signal-value",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a signal that supervisord does not know",
    docs: include_str!("stop_signal_value.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(at) = item.service().and_then(|entry| entry.text("stop_signal")) else { return };
    let name = at.value.trim().to_ascii_uppercase();
    let name = name.strip_prefix("SIG").unwrap_or(&name);
    let is_number = name.parse().is_ok_and(|number: u8| (1..=64).contains(&number));
    if is_number || SIGNALS.contains(&name) || name.starts_with("RT") || !item.setting.may_run(Init::Supervisord) {
        return;
    }
    let nearest = nearest_word(SIGNALS, name);
    let place = item.at(at.span);
    let message = format!(
        "`{}` is no signal, and supervisord refuses its whole configuration{}",
        at.value,
        did_you_mean(nearest)
    );
    let finding = Finding::new(&INFO, place, message);
    findings.push(match nearest {
        Some(to) => finding
            .repair(Repair::guess(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to: to.into() })),
        None => finding,
    });
}

/// Signals of Linux. Source: signal(7).
const SIGNALS: [&str; 34] = [
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL",
    "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1",
    "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
];
