//! See the page beside this file.

use crate::Severity;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info};
use crate::scenarios::{Description, DescriptionRule, KEYWORDS, Scenario};
use crate::within::part;
use ov_project::At;
use smol_str::SmolStr;
use std::ops::Range;
pub(crate) static INFO: Info = Info {
    id: "outline-placeholder",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    summary: "a step with a placeholder that an example does not fill",
    docs: include_str!("outline_placeholder.md"),
};

pub(crate) static RULE: DescriptionRule = DescriptionRule { info: &INFO, judge };

fn judge(description: Description<'_>, findings: &mut Vec<Finding>) {
    for scenario in description.scenarios().filter(|s| s.view.list("example").next().is_some()) {
        let steps = scenario.steps().flat_map(|(step, _)| KEYWORDS.into_iter().filter_map(move |key| step.text(key)));
        findings.extend(steps.filter_map(|text| unfilled(description, scenario, text)));
    }
}

fn unfilled(description: Description<'_>, scenario: Scenario<'_>, text: At<&SmolStr>) -> Option<Finding> {
    placeholders(text.value).find_map(|(name, range)| {
        let lacking = scenario.view.list("example").find(|row| {
            let has = row.value.map().iter().any(|(key, _)| key.text == name);
            !has && !row.value.map().is_empty()
        })?;
        let place: Place = description.place(part(text.span, text.value, &range));
        let message = format!("an example has no `{name}`, so this stays a placeholder there");
        Some(Finding::new(&INFO, place, message).related(description.place(lacking.span), "this example"))
    })
}

/// Names in angle brackets, with the bytes of the whole.
fn placeholders(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    text.match_indices('<').filter_map(|(start, _)| {
        let name = &text[start + 1..start + text[start..].find('>')?];
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        (plain && !name.is_empty()).then(|| (name, start..start + name.len() + 2))
    })
}
