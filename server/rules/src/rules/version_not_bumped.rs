//! See the page beside this file.

use crate::Severity;
use crate::changes::{ALL, Reads};
use crate::context::LayerContext;
use crate::finding::{Finding, Place};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use ov_project::Drift;
use ov_schema::CalVer;

pub(crate) static INFO: Info = Info {
    id: "version-not-bumped",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: false,
    summary: "a layer that changed under the same version",
    docs: include_str!("version_not_bumped.md"),
};

pub(crate) struct VersionNotBumped;

impl Rule for VersionNotBumped {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[ALL])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let Some(drift) = &layer.project().drift else { return };
        let (Some(version), Some(before)) = (layer.layer.content.text("version"), drift.layers.get(&layer.id)) else {
            return;
        };
        if version.value == before {
            let place = layer.place(version.span);
            let message =
                format!("`{}` changed since {} and still has the version {before}", layer.layer.name, drift.revision);
            let finding = Finding::new(&INFO, place, message);
            findings.push(match bump(drift, before, place) {
                Some(repair) => finding.repair(repair),
                None => finding,
            });
        }
    }
}

/// None where the clock is behind what is written.
fn bump(drift: &Drift, before: &str, version: Place) -> Option<Repair> {
    let now = drift.now.filter(|now| CalVer::parse(before).is_none_or(|before| before < *now))?.to_string();
    let title = format!("Bump the version to `{now}`");
    Some(Repair::safe(title, Change::ReplaceScalar { scalar: version, to: now }))
}
