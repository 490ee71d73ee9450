//! See the page beside this file.

use crate::Severity;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info};
use crate::scenarios::{Description, DescriptionRule, start};

pub(crate) static INFO: Info = Info {
    id: "description-feature-empty",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    summary: "a description without its feature",
    docs: include_str!("description_feature_empty.md"),
};

pub(crate) static RULE: DescriptionRule = DescriptionRule { info: &INFO, judge };

fn judge(description: Description<'_>, findings: &mut Vec<Finding>) {
    let view = description.view;
    let says = view.text("feature").is_some_and(|at| !at.value.trim().is_empty());
    let Some(first) = description.scenarios().next().filter(|_| !says) else { return };
    let span = view.key_span("feature").unwrap_or_else(|| start(view, first.span));
    let place: Place = description.place(span);
    findings.push(Finding::new(&INFO, place, "`feature` is missing: a line that says what this gives"));
}
