//! See the page beside this file.

use crate::changes::Reads;
use crate::context::{ItemContext, LayerContext};
use crate::exec::words;
use crate::finding::{Finding, Place};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::services::program;
use crate::{Severity, tasks};

pub(crate) static INFO: Info = Info {
    id: "exec-daemonizes",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a daemon that leaves its init system alone",
    docs: include_str!("exec_daemonizes.md"),
};

pub(crate) struct ExecDaemonizes;

impl Rule for ExecDaemonizes {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["service"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&["task"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(entry) = item.service().filter(|e| !e.is_set("use_packaged")) else { return };
        let Some(at) = entry.text("exec") else { return };
        let name = program(at.value);
        let place = item.at(at.span);
        if name == "redis-server" || name == "valkey-server" {
            findings.extend(sent_away(name, at.value, place));
        } else if let Some(daemon) = DAEMONS.iter().find(|daemon| daemon.name == name)
            && !daemon.stays(at.value)
            && !(name == "nginx" && configures_nginx(layer))
        {
            findings.push(daemon.lost(at.value, place));
        }
    }
}

/// A program that leaves unless it is told to stay.
struct Daemon {
    name: &'static str,
    /// What keeps it in the foreground.
    option: &'static str,
    /// Other words with which it stays, ends at once, or is told by a file what to do.
    others: &'static [&'static str],
}

impl Daemon {
    fn stays(&self, exec: &str) -> bool {
        let letters = |flag: &str| flag.strip_prefix('-').filter(|f| !f.starts_with('-')).map(str::to_owned);
        let keeps = |word: &str| {
            let given = letters(word);
            [self.option].iter().chain(self.others).any(|wanted| {
                let is_long = wanted.starts_with("--") && word.split('=').next() == Some(wanted);
                let is_letter = letters(wanted).zip(given.as_ref()).is_some_and(|(w, given)| given.contains(&w));
                word == *wanted || is_long || is_letter
            })
        };
        exec.contains("daemon off") || words(exec).iter().skip(1).any(|word| keeps(word.text))
    }

    fn lost(&self, exec: &str, place: Place) -> Finding {
        let Self { name, option, .. } = self;
        let message = format!("`{name}` goes to the background, and its init system loses it; add `{option}`");
        let change = Change::ReplaceScalar { scalar: place, to: format!("{exec} {option}") };
        Finding::new(&INFO, place, message).repair(Repair::guess(format!("Add `{option}`"), change))
    }
}

/// Redis stays unless it is told to leave.
fn sent_away(name: &str, exec: &str, place: Place) -> Option<Finding> {
    let words: Vec<&str> = words(exec).iter().map(|word| word.text).collect();
    let at = words.windows(2).position(|pair| pair == ["--daemonize", "yes"])?;
    let message = format!("`{name}` goes to the background, and its init system loses it; leave `--daemonize yes` out");
    let kept: Vec<&str> = words[..at].iter().chain(&words[at + 2..]).copied().collect();
    let change = Change::ReplaceScalar { scalar: place, to: kept.join(" ") };
    Some(Finding::new(&INFO, place, message).repair(Repair::guess("Leave `--daemonize yes` out", change)))
}

/// Whether a task of the layer touches nginx's configuration, where `daemon off;` may stand as well.
fn configures_nginx(layer: &LayerContext<'_>) -> bool {
    let keys = ["cmd", "write", "content", "copy", "to", "download", "link", "target"];
    tasks::of_layer(layer).any(|task| {
        keys.iter()
            .filter_map(|key| task.text(key))
            .any(|at| at.value.contains("nginx") || at.value.contains("daemon off"))
    })
}

/// Sources: sshd(8), cron(8) of Debian, crond(8) of cronie and busybox, cupsd(8), atd(8), nginx(8), httpd(8) of Apache and busybox,
/// dnsmasq(8); 2026-11-23.
const DAEMONS: [Daemon; 9] = [
    Daemon { name: "sshd", option: "-D", others: &["-d", "-i", "-t", "-T"] },
    Daemon { name: "cron", option: "-f", others: &["-n"] },
    Daemon { name: "crond", option: "-n", others: &["-f", "-d", "-x"] },
    Daemon { name: "cupsd", option: "-f", others: &["-F", "-t"] },
    Daemon { name: "atd", option: "-f", others: &["-d"] },
    Daemon { name: "nginx", option: "-g 'daemon off;'", others: &["-c", "-p", "-t", "-T", "-s", "-v", "-V", "-h"] },
    Daemon { name: "httpd", option: "-DFOREGROUND", others: APACHE },
    Daemon { name: "apache2", option: "-DFOREGROUND", others: APACHE },
    Daemon {
        name: "dnsmasq",
        option: "--keep-in-foreground",
        others: &["-k", "-d", "--no-daemon", "-C", "--conf-file", "-7", "--conf-dir", "--test", "-v", "--version"],
    },
];

/// The httpd of busybox stays with `-f`.
const APACHE: &[&str] = &[
    "FOREGROUND",
    "NO_DETACH",
    "ONE_PROCESS",
    "DEBUG",
    "-DNO_DETACH",
    "-X",
    "-t",
    "-S",
    "-v",
    "-V",
    "-l",
    "-L",
    "-k",
    "-f",
];
