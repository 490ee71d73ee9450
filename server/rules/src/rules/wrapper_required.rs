//! See the page beside this file.

use crate::Severity;
use crate::changes::{ALL, Reads};
use crate::context::LayerContext;
use crate::dates::{self, WRAPPER};
use crate::finding::Finding;
use crate::finding::Tag;
use crate::repair::{Change, Repair, Safety};
use crate::rule::{Group, Info, Rule};
use ov_project::{LayerField, ProblemKind};

pub(crate) static INFO: Info = Info {
    id: "wrapper-required",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a layer without its `layer:` key",
    docs: include_str!("wrapper_required.md"),
};

pub(crate) struct WrapperRequired;

impl Rule for WrapperRequired {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[ALL])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        if !layer.layer.content.is_flat || !layer.is_whole() {
            return;
        }
        let refused = dates::is_past(layer.setting.dialect, WRAPPER) || uses_later_keys(layer);
        let message = "the keys of a layer belong under `layer:`";
        let first = layer.layer.content.fields.first().map(|field| layer.place(field.key_span));
        let wrap = first.map(|at| {
            let safety = if refused { Safety::Safe } else { Safety::Unsafe };
            Repair { safety, ..Repair::guess("Put all keys under `layer:`", Change::Wrap { at, key: "layer".into() }) }
        });
        let mut finding = if refused {
            Finding::new(
                &INFO,
                layer.opening(),
                format!("{message}, indented one step; without it the file is refused"),
            )
        } else {
            let message = format!("{message}; this is the older form without it");
            Finding::new(&INFO, layer.opening(), message).severity(Severity::Info).tag(Tag::Deprecated)
        };
        finding.repairs.extend(wrap);
        findings.push(finding);
    }
}

/// Whether it says something that no loader without the wrapper ever read.
fn uses_later_keys(layer: &LayerContext<'_>) -> bool {
    let content = &layer.layer.content;
    let is_older = |field: &LayerField| {
        let same_key = |p: &ov_project::Problem| p.span == field.key_span;
        content.problems.iter().any(|p| same_key(p) && matches!(p.kind, ProblemKind::OldSpelling { .. }))
    };
    content.fields.iter().any(|field| {
        let is_raw_ini = field.key.name == "service" && field.items().is_none();
        !is_raw_ini && field.key.since.is_some_and(|since| since >= WRAPPER) && !is_older(field)
    })
}
