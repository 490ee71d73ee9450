//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::Context;
use crate::cycles::{self, Edge};
use crate::finding::Finding;
use crate::finding::Place;
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "require-cycle",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "layers that need each other",
    docs: include_str!("require_cycle.md"),
};

pub(crate) struct RequireCycle;

impl Rule for RequireCycle {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[BODY]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for cycle in cycles::find(project.project, &["require", "layer"]) {
            let Edge { from, span, key, .. } = cycle.edge;
            if key != "require" || cycle.is_self("layer") {
                continue;
            }
            let names = cycle.names(project.project);
            let place = Place { file: project.project.layer(from).file, span };
            let mut finding = Finding::new(&INFO, place, format!("the layers need each other: {names}"));
            finding.layer = Some(project.project.layer(from).name.clone());
            findings.push(finding);
        }
    }
}
