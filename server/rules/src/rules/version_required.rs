//! See the page beside this file.

use crate::Severity;
use crate::changes::{ALL, Reads};
use crate::context::LayerContext;
use crate::dates::{self, LAYER_VERSION};
use crate::finding::Finding;
use crate::repair::{Change, NewValue, Repair, Side};
use crate::rule::{Group, Info, Rule};
use ov_project::{LayerFile, Value};

pub(crate) static INFO: Info = Info {
    id: "version-required",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a layer without a version of its own",
    docs: include_str!("version_required.md"),
};

pub(crate) struct VersionRequired;

impl Rule for VersionRequired {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[ALL])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        let says_something = !content.fields.is_empty() || content.dropped().next().is_some();
        if has_version(content) || content.is_flat || !says_something || !layer.is_whole() {
            return;
        }
        let severity = match layer.setting.dialect.version {
            None => Severity::Info,
            Some(_) if dates::is_past(layer.setting.dialect, LAYER_VERSION) => Severity::Error,
            Some(_) => return,
        };
        let message =
            format!("the layer `{}` has no `version:`; write one of the form YYYY.DDD.HHMM", layer.layer.name);
        let finding = Finding::new(&INFO, layer.opening(), message).severity(severity);
        findings.push(match addition(layer) {
            Some(repair) => finding.repair(repair),
            None => finding,
        });
    }
}

fn has_version(content: &LayerFile) -> bool {
    // A version of a wrong type is a finding of its own.
    content.unit("version").is_some_and(|unit| *unit.value() == Value::Hole) || content.text("version").is_some()
}

/// The project's own version is one that all loaders take.
fn addition(layer: &LayerContext<'_>) -> Option<Repair> {
    let content = &layer.layer.content;
    let beside = content.fields.first().filter(|_| content.field("version").is_none())?;
    let version = layer.setting.dialect.version.unwrap_or(LAYER_VERSION).to_string();
    let change = Change::InsertEntry {
        beside: layer.place(beside.key_span),
        side: Side::Before,
        key: "version".into(),
        value: NewValue::Literal(version.clone()),
    };
    Some(Repair::guess(format!("Add `version: {version}`"), change))
}
