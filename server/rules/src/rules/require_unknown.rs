//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::references::{self, Reference};
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "require-unknown",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "a required layer that does not exist",
    docs: include_str!("require_unknown.md"),
};

pub(crate) struct RequireUnknown;

impl Rule for RequireUnknown {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let project = layer.project();
        for at in layer.layer.content.texts("require") {
            if references::is_unknown_layer(project, at.value) {
                let fact = format!("the layer requires `{}`, and no layer has this name", at.value);
                let reference = Reference { text: at.value, place: layer.place(at.span) };
                findings.push(reference.unknown_layer(&INFO, &fact, project));
            }
        }
    }
}
