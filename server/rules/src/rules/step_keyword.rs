//! See the page beside this file.

use crate::Severity;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info};
use crate::scenarios::{Description, DescriptionRule, KEYWORDS, start};
use crate::words;
use ov_project::View;

pub(crate) static INFO: Info = Info {
    id: "step-keyword",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    summary: "a step that is none or several of given, when and then",
    docs: include_str!("step_keyword.md"),
};

pub(crate) static RULE: DescriptionRule = DescriptionRule { info: &INFO, judge };

fn judge(description: Description<'_>, findings: &mut Vec<Finding>) {
    for (step, span) in description.scenarios().flat_map(|scenario| scenario.steps()) {
        let place = |span| -> Place { description.place(span) };
        let mut said = KEYWORDS.into_iter().filter(|key| step.is_set(key));
        match (said.next(), said.next()) {
            (Some(first), Some(second)) => {
                let (first, second) = in_order(step, first, second);
                let at = step.key_span(second).unwrap_or(span);
                let message = format!("`{second}` stands beside `{first}`; make each a step of its own");
                findings.push(Finding::new(&INFO, place(at), message));
            }
            (Some(_), None) => {}
            (None, _) => {
                let choice = words::choice(&KEYWORDS.map(words::code));
                let message = format!("the step has no sentence; it begins with {choice}");
                findings.push(Finding::new(&INFO, place(start(step, span)), message));
            }
        }
    }
}

/// Two keys as they stand in the text.
fn in_order(step: View<'_>, one: &'static str, other: &'static str) -> (&'static str, &'static str) {
    let at = |key: &str| step.key_span(key).map(|span| span.start);
    if at(one) <= at(other) { (one, other) } else { (other, one) }
}
