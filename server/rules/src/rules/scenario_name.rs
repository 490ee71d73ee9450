//! See the page beside this file.

use crate::Severity;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info};
use crate::scenarios::{Description, DescriptionRule, start};

pub(crate) static INFO: Info = Info {
    id: "scenario-name",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    summary: "a scenario without a name",
    docs: include_str!("scenario_name.md"),
};

pub(crate) static RULE: DescriptionRule = DescriptionRule { info: &INFO, judge };

fn judge(description: Description<'_>, findings: &mut Vec<Finding>) {
    for scenario in description.scenarios() {
        if scenario.view.text("name").is_some_and(|at| !at.value.trim().is_empty()) {
            continue;
        }
        let span = scenario.view.key_span("name").unwrap_or_else(|| start(scenario.view, scenario.span));
        let place: Place = description.place(span);
        findings.push(Finding::new(&INFO, place, "the scenario has no name; say in a few words what it shows"));
    }
}
