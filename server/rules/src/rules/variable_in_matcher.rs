//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule, Home, texts};
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::shell::mentions;
use crate::variables::{Reference, references};
use crate::within::part;
use ov_syntax::Span;
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "variable-in-matcher",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a variable in a matcher or list of a check is not expanded",
    docs: include_str!("variable_in_matcher.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    for field in check.view.fields().filter(|f| f.value.value.text().is_none() || is_matcher(f.key.name)) {
        let mut values = Vec::new();
        texts(&field.value.value, field.value.span, &mut values);
        judge_values(check, values, is_output(field.key.name), findings);
    }
}

/// Programs that print texts of others, in which a reference may stand as it is.
const READERS: [&str; 16] = [
    "awk",
    "cat",
    "compgen",
    "declare",
    "diff",
    "envsubst",
    "export",
    "find",
    "grep",
    "head",
    "jq",
    "less",
    "sed",
    "systemctl",
    "tail",
    "type",
];

/// Whether nothing that a check runs prints a reference as it is. Whoever runs scenarios may know more variables.
fn prints_values(check: &Check<'_>) -> bool {
    check.home != Home::Step
        && check.view.text("command").is_some_and(|at| !mentions(at.value, &READERS) && !at.value.contains("${"))
}

/// A file may hold the reference itself; what a program says hardly does.
fn judge_values(check: &Check<'_>, values: Vec<(&SmolStr, Span)>, of_output: bool, findings: &mut Vec<Finding>) {
    for (text, span) in values {
        let is_meant = |r: &Reference<'_>| {
            if r.is_known("") { of_output || r.is_live() } else { of_output && prints_values(check) }
        };
        for reference in references(text).filter(|r| is_meant(r)) {
            let message = format!("`{}` is not expanded here: it is compared as it is written", reference.name);
            findings.push(Finding::new(&INFO, check.place(part(span, text, &reference.range)), message));
        }
    }
}

fn is_output(key: &str) -> bool {
    matches!(key, "stdout" | "stderr" | "body" | "header")
}

fn is_matcher(key: &str) -> bool {
    matches!(key, "stdout" | "stderr" | "body" | "header" | "opt" | "value" | "contains")
}
