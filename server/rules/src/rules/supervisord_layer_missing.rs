//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use ov_project::{LayerRef, View};
use ov_render::images::{needs_supervisord, unstarted};
use ov_syntax::Span;

pub(crate) static INFO: Info = Info {
    id: "supervisord-layer-missing",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "an image with services and nothing to start them",
    docs: include_str!("supervisord_layer_missing.md"),
};

pub(crate) struct SupervisordLayerMissing;

impl Rule for SupervisordLayerMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[BODY, "service.use_packaged", "service.exec?", "task.cmd"]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for image in project.targets.images.iter().filter(|i| i.enabled) {
            let Some(unstarted) = unstarted(project.project, image) else { continue };
            // What a base starts is told at the base.
            if !image.own.layers.iter().any(|&id| needs_supervisord(project.project, id)) {
                continue;
            }
            let placed = project.project.image(image.id);
            let Some((view, span)) = placed.view().and_then(|view| Some((view, view.key_span("layer")?))) else {
                continue;
            };
            let place = |span| Place { file: placed.file, span };
            let finding = Finding::new(&INFO, place(span), unstarted.to_string());
            let has_layer = matches!(project.project.layer_ref(SUPERVISORD), LayerRef::Local(_));
            let last = last_layer(view).filter(|_| has_layer).map(place);
            findings.push(last.map(addition).into_iter().fold(finding, Finding::repair));
        }
    }
}

const SUPERVISORD: &str = "supervisord";

fn last_layer(image: View<'_>) -> Option<Span> {
    image.texts("layer").last().map(|at| at.span)
}

fn addition(after: Place) -> Repair {
    let change = Change::AddItem { after, value: NewValue::Text(SUPERVISORD.to_owned()) };
    Repair::guess(format!("Add the layer `{SUPERVISORD}`"), change)
}
