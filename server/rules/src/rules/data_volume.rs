//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "data-volume",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "data for a volume that nobody has",
    docs: include_str!("data_volume.md"),
};

pub(crate) struct DataVolume;

impl Rule for DataVolume {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut entries = layer.layer.content.records("data").peekable();
        if entries.peek().is_none() {
            return;
        }
        let declared = |name: &str| layer.around().declared().layer_volumes.contains(name);
        // A layer out of reach may have it.
        let beyond = layer.targets().any(|t| layer.around().reaches_beyond(t));
        let is_used = layer.targets().next().is_some();
        for (entry, _) in entries.filter(|_| !beyond) {
            let Some(at) = entry.text("volume").filter(|at| !declared(at.value)) else { continue };
            let fact = if is_used { "and the build refuses that" } else { "and no image here says who else might" };
            let message = format!("no layer declares a volume `{}`, {fact}; add it to `volume`", at.value);
            let severity = if is_used { Severity::Error } else { Severity::Hint };
            findings.push(Finding::new(&INFO, layer.place(at.span), message).severity(severity));
        }
    }
}
