//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "check-key-ignored",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a key of a check has no effect with its verb",
    docs: include_str!("check_key_ignored.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

/// What each verb looks at, of the keys that belong to some of them only.
const LOOKED_AT: [(&str, &[&str]); 15] = [
    ("file", &["exists", "mode", "owner", "group_of", "filetype", "contains", "sha256"]),
    ("package", &["installed", "version", "package_map"]),
    ("service", &["running", "enabled"]),
    ("port", &["listening", "reachable", "ip"]),
    ("process", &["running"]),
    ("command", &["exit_status", "stdout", "stderr"]),
    ("http", &["status", "body", "header", "request_body", "allow_insecure", "no_follow_redirects", "ca_file"]),
    ("dns", &["resolvable", "addrs", "server"]),
    ("user", &["uid", "gid", "home", "shell"]),
    ("group", &["gid", "groups"]),
    ("interface", &["mtu", "addrs"]),
    ("kernel-param", &["value"]),
    ("mount", &["mount_source", "filesystem", "opt"]),
    ("addr", &["reachable"]),
    ("matching", &["contains"]),
];

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = check.verb() else { return };
    let Some((_, own)) = LOOKED_AT.iter().find(|(name, _)| *name == verb.name) else { return };
    for field in check.view.fields().filter(|f| !own.contains(&f.key.name)) {
        let other = LOOKED_AT.iter().find(|(_, keys)| keys.contains(&field.key.name));
        let Some((other, _)) = other else { continue };
        let place = check.place(field.key_span);
        let message = format!("`{}` does not look at `{}`, which goes with `{other}`", verb.name, field.key.name);
        let repair = Repair::guess(format!("Remove `{}`", field.key.name), Change::RemoveEntry { entry: place });
        findings.push(Finding::new(&INFO, place, message).repair(repair));
    }
}
