//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::check_ids::{self, Known};
use crate::context::{Context, LayerContext};
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};

static INFO: Info = Info {
    id: "check-id-duplicate",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "two checks of an image have the same id",
    docs: include_str!("check_id_duplicate.md"),
};

pub(crate) struct CheckIdDuplicate;

impl Rule for CheckIdDuplicate {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["eval.id", "eval.scope"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut known = Known::default();
        for id in check_ids::of_layer(layer.layer) {
            if let Some(first) = known.add(&id) {
                let message = format!("`{}` is the id of another check of this layer", id.text);
                findings
                    .push(Finding::new(&INFO, layer.place(id.span), message).related(layer.place(first), "this one"));
            }
        }
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for collision in check_ids::across_layers(project) {
            let message = format!(
                "`{}` is the id of a check of the layer `{}` as well, and {} has both",
                collision.text, collision.other_layer, collision.target
            );
            let finding = Finding { layer: Some(collision.layer), ..Finding::new(&INFO, collision.place, message) };
            findings.push(finding.related(collision.other, "this one"));
        }
        for (id, first) in check_ids::within_entities(project) {
            let message = "another check of the same image or deployment has this id";
            findings.push(Finding::new(&INFO, id, message).related(first, "this one"));
        }
    }
}
