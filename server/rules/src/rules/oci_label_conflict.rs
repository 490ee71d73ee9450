//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use ov_project::{LayerId, TargetKind};
use ov_syntax::Span;
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "oci-label-conflict",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "two layers of an image give one label two values",
    docs: include_str!("oci_label_conflict.md"),
};

pub(crate) struct OciLabelConflict;

struct Label<'p> {
    layer: LayerId,
    name: &'p SmolStr,
    value: &'p SmolStr,
    span: Span,
}

impl Rule for OciLabelConflict {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[BODY]
    }

    fn check_project(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        let labels: Vec<Label<'_>> = cx.project.layer_ids().flat_map(|id| labels_of(cx, id)).collect();
        for (at, label) in labels.iter().enumerate() {
            let rivals = labels[..at].iter().filter(|l| l.name == label.name && l.value != label.value);
            findings.extend(rivals.take(1).filter_map(|rival| conflict(cx, rival, label)));
        }
    }
}

fn labels_of<'p>(cx: &Context<'p>, layer: LayerId) -> impl Iterator<Item = Label<'p>> + use<'p> {
    let own = cx.project.layer(layer).content.record("capabilities");
    let labels = own.into_iter().flat_map(|own| own.map("oci_label"));
    labels.filter_map(move |(name, at)| Some(Label { layer, name: name.value, value: at.value.text()?, span: at.span }))
}

/// The finding, where an image has both.
fn conflict(cx: &Context<'_>, rival: &Label<'_>, label: &Label<'_>) -> Option<Finding> {
    let mut images = cx.targets.of(label.layer).filter(|t| t.kind == TargetKind::Image);
    let image = images.find(|t| t.layers.contains(&rival.layer))?;
    let (other, layer) = (cx.project.layer(rival.layer), cx.project.layer(label.layer));
    let message = format!(
        "{} gets `{}` as `{}` from here and as `{}` from `{}`, and the build refuses that",
        image.label(),
        label.name,
        label.value,
        rival.value,
        other.name
    );
    let finding = Finding::new(&INFO, Place { file: layer.file, span: label.span }, message)
        .related(Place { file: other.file, span: rival.span }, "the other value");
    Some(Finding { layer: Some(layer.name.clone()), ..finding })
}
