//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::Finding;
use crate::finding::Place;
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "layer-shadowed",
    group: Group::References,
    severity: Severity::Warning,
    default_on: true,
    summary: "two layers of one name",
    docs: include_str!("layer_shadowed.md"),
};

pub(crate) struct LayerShadowed;

impl Rule for LayerShadowed {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        let project = project.project;
        for shadowed in &project.shadowed {
            let (hidden, winner) = (&shadowed.layer, project.layer(shadowed.by));
            let (hidden_file, file) = (project.file(hidden.file), project.file(winner.file));
            // A folder that is named twice is one layer.
            if hidden_file.path == file.path && !hidden.inline {
                continue;
            }
            let message = format!("the layer `{}` of `{}` counts, and this one is dropped", winner.name, file.display);
            let place = Place { file: hidden.file, span: hidden.content.head };
            let winner = Place { file: winner.file, span: winner.content.head };
            let mut finding = Finding::new(&INFO, place, message).related(winner, "this one counts");
            finding.layer = Some(hidden.name.clone());
            findings.push(finding);
        }
    }
}
