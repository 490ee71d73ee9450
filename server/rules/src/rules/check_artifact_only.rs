//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "check-artifact-only",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "a key about a file stands beside a method that makes none",
    docs: include_str!("check_artifact_only.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

const ABOUT_FILES: [&str; 3] = ["artifact_min_dimensions", "artifact_not_uniform", "artifact_min_cast_events"];

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = check.verb() else { return };
    // An unknown method is told of as such.
    if verb.method().map_or(!verb.methods().is_empty(), |m| m.artifact) {
        return;
    }
    for field in check.view.fields().filter(|f| ABOUT_FILES.contains(&f.key.name) && !f.value.value.is_zero()) {
        let place = check.place(field.key_span);
        let message = format!("`{}` is about a file, but `{}` makes none", field.key.name, verb.name);
        let repair = Repair::guess(format!("Remove `{}`", field.key.name), Change::RemoveEntry { entry: place });
        findings.push(Finding::new(&INFO, place, message).repair(repair));
    }
}
