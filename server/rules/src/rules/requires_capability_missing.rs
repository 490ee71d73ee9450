//! See the page beside this file.

use crate::Severity;
use crate::changes::{ALL, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{reach, require, words};
use ov_project::{Target, TargetKind};

static INFO: Info = Info {
    id: "requires-capability-missing",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "an image without a capability that one of its layers needs",
    docs: include_str!("requires_capability_missing.md"),
};

pub(crate) struct RequiresCapabilityMissing;

impl Rule for RequiresCapabilityMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[ALL])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for at in layer.layer.content.texts("requires_capability") {
            let lacks = |t: &&Target| {
                let provides = |id| layer.around().project.layer(id).provides(at.value);
                t.kind == TargetKind::Image && !t.incomplete && !t.layers.iter().any(|&id| provides(id))
            };
            let lacking: Vec<&Target> = layer.targets().filter(lacks).collect();
            if lacking.is_empty() {
                continue;
            }
            let message = format!(
                "no layer of {} has the capability {}, and the build refuses that; compose one that has",
                reach::named(&lacking),
                words::code(at.value)
            );
            let finding = layer.with_mentions(Finding::new(&INFO, layer.place(at.span), message), &lacking);
            let repair = only_provider(layer, at.value).and_then(|name| {
                require::addition(layer, name, &format!("Require `{name}`, the only layer here that has it"))
            });
            findings.push(repair.into_iter().fold(finding, Finding::repair));
        }
    }
}

/// The one layer of the project that has a capability.
fn only_provider<'a>(layer: &LayerContext<'a>, capability: &str) -> Option<&'a str> {
    let project = layer.around().project;
    let mut providers = project.layers.iter().filter(|other| other.provides(capability));
    let only = providers.next().filter(|_| providers.next().is_none())?;
    Some(&only.name)
}
