//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::{Context, ItemContext};
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use crate::scenarios::{self, Description, KEYWORDS, start};
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

pub(crate) struct StepKeyword;

impl Rule for StepKeyword {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["description"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        scenarios::of_item(item, &mut |description| judge(description, findings));
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        scenarios::of_entities(project, &mut |description| judge(description, findings));
    }
}

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
