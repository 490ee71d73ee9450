//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "wanted-by-scope",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a target that the service's scope never reaches",
    docs: include_str!("wanted_by_scope.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

/// Targets that only the system has, and those that only sessions of users have. Source: systemd.special(7), "Units managed by the
/// system manager" and "Units managed by the user service manager"; 2026-11-23.
const OF_SYSTEM: [&str; 6] = [
    "multi-user.target",
    "graphical.target",
    "network.target",
    "network-online.target",
    "local-fs.target",
    "remote-fs.target",
];
const OF_USERS: [&str; 3] =
    ["graphical-session.target", "graphical-session-pre.target", "xdg-desktop-autostart.target"];

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service().filter(|e| e.is_set("exec") && !e.is_set("use_packaged")) else { return };
    if !item.setting.may_run(Init::Systemd) {
        return;
    }
    let (others, whose, to) = match entry.text("scope").map_or("system", |at| at.value.as_str()) {
        "user" => (&OF_SYSTEM[..], "the user's systemd, which runs `scope: user`,", "default.target"),
        "system" => (&OF_USERS[..], "the system's systemd", "multi-user.target"),
        _ => return,
    };
    for target in entry.texts("wanted_by").filter(|at| others.contains(&at.value.as_str())) {
        let place = item.at(target.span);
        let message =
            format!("{whose} never reaches `{}`, so the service does not start by itself; write `{to}`", target.value);
        let change = Change::ReplaceScalar { scalar: place, to: to.to_owned() };
        findings.push(Finding::new(&INFO, place, message).repair(Repair::guess(format!("Write `{to}`"), change)));
    }
}
