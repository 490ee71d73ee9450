//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::{Context, ItemContext};
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use crate::scenarios::{self, Description, start};

pub(crate) static INFO: Info = Info {
    id: "scenario-name",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    summary: "a scenario without a name",
    docs: include_str!("scenario_name.md"),
};

pub(crate) struct ScenarioName;

impl Rule for ScenarioName {
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
    for scenario in description.scenarios() {
        if scenario.view.text("name").is_some_and(|at| !at.value.trim().is_empty()) {
            continue;
        }
        let span = scenario.view.key_span("name").unwrap_or_else(|| start(scenario.view, scenario.span));
        let place: Place = description.place(span);
        findings.push(Finding::new(&INFO, place, "the scenario has no name; say in a few words what it shows"));
    }
}
