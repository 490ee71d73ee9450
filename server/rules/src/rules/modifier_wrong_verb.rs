//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule};

static INFO: Info = Info {
    id: "modifier-wrong-verb",
    group: Group::Tasks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a key of a task has no effect with its verb",
    docs: include_str!("modifier_wrong_verb.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

/// Which verbs look at a key. `cache` is refused elsewhere, which another rule says.
const LOOKED_AT: [(&str, &[&str]); 10] = [
    ("mode", &["mkdir", "copy", "write", "download"]),
    ("to", &["copy", "download"]),
    ("target", &["link"]),
    ("content", &["write"]),
    ("extract", &["download"]),
    ("include", &["download"]),
    ("strip_components", &["download"]),
    ("env", &["cmd", "download"]),
    ("caps", &["setcap"]),
    ("cache", &["cmd", "download", "mkdir", "copy", "write", "link", "setcap", "build"]),
];

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = task.verb() else { return };
    for field in task.view.fields() {
        let Some((_, verbs)) = LOOKED_AT.iter().find(|(key, _)| *key == field.key.name) else { continue };
        if verbs.contains(&verb.key.name) {
            continue;
        }
        let place = task.place(field.key_span);
        let message =
            format!("`{}` does not look at `{}`, which goes with `{}`", verb.key.name, field.key.name, verbs[0]);
        let repair = Repair::guess(format!("Remove `{}`", field.key.name), Change::RemoveEntry { entry: place });
        findings.push(Finding::new(&INFO, place, message).repair(repair));
    }
}
