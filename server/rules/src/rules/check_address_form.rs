//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "check-address-form",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "an address in the form of another verb",
    docs: include_str!("check_address_form.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = check.verb().filter(|v| matches!(v.name, "http" | "addr")) else { return };
    let Some(text) = verb.field.value.value.text().filter(|t| !t.is_empty() && !t.starts_with(['$', '{'])) else {
        return;
    };
    let lower = text.to_ascii_lowercase();
    let (message, to) = match (verb.name, text.split_once("://")) {
        ("http", _) if lower.starts_with("http://") || lower.starts_with("https://") => return,
        ("http", None) => ("`http` needs a whole address; write `http://` before it", Some(format!("http://{text}"))),
        ("http", Some(_)) => ("`http` asks by `http://` or `https://` only", None),
        (_, Some((_, rest))) => {
            let bare = rest.trim_end_matches('/');
            ("`addr` takes no scheme; write host and port", (!bare.contains('/')).then(|| bare.to_owned()))
        }
        (_, None) if !text.contains(':') && !text.contains('$') => ("`addr` needs a port behind the host", None),
        (_, None) => return,
    };
    let place = check.value_place(verb.field);
    let finding = Finding::new(&INFO, place, message);
    findings.push(match to {
        Some(to) => finding.repair(Repair::guess(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to })),
        None => finding,
    });
}
