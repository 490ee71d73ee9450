//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use ov_project::LayerRef;

pub(crate) static INFO: Info = Info {
    id: "include-self",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "a layer that is composed of itself",
    docs: include_str!("include_self.md"),
};

pub(crate) struct IncludeSelf;

impl Rule for IncludeSelf {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for at in layer.layer.content.texts("layer") {
            if layer.project().layer_ref(at.value) == LayerRef::Local(layer.id) {
                let place = layer.place(at.span);
                let finding = Finding::new(&INFO, place, format!("`{}` is composed of itself", layer.layer.name));
                let change = Change::RemoveEntry { entry: place };
                findings.push(finding.repair(Repair::guess(format!("Remove `{}` here", at.value), change)));
            }
        }
    }
}
