//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::phrases::alternatives;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};
use ov_schema::nearest_word;

static INFO: Info = Info {
    id: "check-word-unknown",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a word that a key of a check does not know",
    docs: include_str!("check_word_unknown.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

/// Keys with a fixed set of words that no other rule looks at.
const KEYS: [&str; 5] = ["filetype", "signal", "button", "strategy", "record_mode"];

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    for field in check.view.fields().filter(|f| !f.key.enum_values.is_empty() && KEYS.contains(&f.key.name)) {
        let Some(text) = field.value.value.text().filter(|t| !t.is_empty() && !t.contains("${")) else { continue };
        let known = field.key.enum_values.iter().map(|(word, _)| *word);
        if known.clone().any(|word| word == *text) {
            continue;
        }
        let place = check.value_place(field);
        let message = format!("`{}: {text}` is unknown; write {}", field.key.name, alternatives(known.clone()));
        let finding = Finding::new(&INFO, place, message);
        findings.push(match nearest_word(known, text) {
            Some(to) => finding
                .repair(Repair::guess(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to: to.into() })),
            None => finding,
        });
    }
}
