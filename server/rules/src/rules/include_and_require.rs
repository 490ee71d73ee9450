//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use ov_project::{At, LayerRef};
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "include-and-require",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "a layer that is both composed and required",
    docs: include_str!("include_and_require.md"),
};

pub(crate) struct IncludeAndRequire;

impl Rule for IncludeAndRequire {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        for member in content.texts("layer") {
            if let Some(required) = content.texts("require").find(|r| is_same(layer, member.value, r.value)) {
                findings.push(finding(layer, member, required));
            }
        }
    }
}

fn is_same(layer: &LayerContext<'_>, member: &str, required: &str) -> bool {
    let project = layer.project();
    match (project.layer_ref(member), project.layer_ref(required)) {
        (LayerRef::Local(one), LayerRef::Local(other)) => one == other,
        _ => member == required,
    }
}

/// The one that stands second is at fault.
fn finding(layer: &LayerContext<'_>, member: At<&SmolStr>, required: At<&SmolStr>) -> Finding {
    let ((first, role), second) = if member.span.start < required.span.start {
        ((member, "a member of `layer:`"), required)
    } else {
        ((required, "required"), member)
    };
    let message = format!("`{}` is {role} already; a layer is either composed or required", second.value);
    let place = layer.place(second.span);
    Finding::new(&INFO, place, message)
        .related(layer.place(first.span), "it is named here first")
        .repair(Repair::guess(format!("Remove `{}` here", second.value), Change::RemoveEntry { entry: place }))
}
