//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::exec::words;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use crate::services::program;

pub(crate) static INFO: Info = Info {
    id: "exec-daemonizes",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a daemon that leaves its init system alone",
    docs: include_str!("exec_daemonizes.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service().filter(|e| !e.is_set("use_packaged")) else { return };
    let Some(at) = entry.text("exec") else { return };
    let Some((name, option, others)) = DAEMONS.iter().find(|(name, ..)| program(at.value) == *name) else { return };
    let letters = |flag: &str| flag.strip_prefix('-').filter(|f| !f.starts_with('-')).map(str::to_owned);
    let keeps = |word: &str| {
        let given = letters(word);
        [*option].iter().chain(*others).any(|wanted| {
            word == *wanted || letters(wanted).zip(given.as_ref()).is_some_and(|(w, given)| given.contains(&w))
        })
    };
    if words(at.value).iter().skip(1).any(|word| keeps(word.text)) {
        return;
    }
    let place = item.at(at.span);
    let message = format!("`{name}` goes to the background, and its init system loses it; add `{option}`");
    let change = Change::ReplaceScalar { scalar: place, to: format!("{} {option}", at.value) };
    findings.push(Finding::new(&INFO, place, message).repair(Repair::guess(format!("Add `{option}`"), change)));
}

/// Daemons with the option that keeps them in the foreground, and others that do. Sources: sshd(8), cron(8) of Debian, crond(8) of
/// cronie and busybox, cupsd(8), atd(8); 2026-11-23.
const DAEMONS: [(&str, &str, &[&str]); 5] = [
    ("sshd", "-D", &["-d", "-i", "-t", "-T"]),
    ("cron", "-f", &["-n"]),
    ("crond", "-n", &["-f", "-d", "-x"]),
    ("cupsd", "-f", &["-F", "-t"]),
    ("atd", "-f", &["-d"]),
];
