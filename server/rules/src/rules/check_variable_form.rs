//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "check-variable-form",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a variable in a form that checks do not expand",
    docs: include_str!("check_variable_form.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = check.verb().filter(|v| matches!(v.name, "http" | "addr")) else { return };
    let Some(text) = verb.field.value.value.text().filter(|t| t.contains(['$', '{'])) else { return };
    let place = check.value_place(verb.field);
    if let Some(name) = unbraced(text) {
        let to = format!("${{{name}}}");
        let message = format!("`${name}` is not expanded here; write `{to}`");
        let change = Change::ReplaceScalar { scalar: place, to: text.replacen(&format!("${name}"), &to, 1) };
        findings.push(Finding::new(&INFO, place, message).repair(Repair::guess(format!("Write `{to}`"), change)));
    } else if text.contains("{{") {
        let message = "a check fills in no `{{…}}`; write `${CONTAINER_NAME}` or `${HOST_PORT:n}`";
        findings.push(Finding::new(&INFO, place, message));
    } else if text.rsplit_once("${").is_some_and(|(_, behind)| !behind.contains('}')) {
        findings.push(Finding::new(&INFO, place, "a `${` is not closed, so nothing is expanded from here on"));
    }
}

/// The first name behind a dollar sign without braces.
fn unbraced(text: &str) -> Option<&str> {
    text.match_indices('$').find_map(|(at, _)| {
        let behind = &text[at + 1..];
        let end = behind.find(|c: char| !c.is_ascii_uppercase() && c != '_').unwrap_or(behind.len());
        (end > 1).then(|| &behind[..end])
    })
}
