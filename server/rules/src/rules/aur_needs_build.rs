//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::{Finding, Place};
use crate::repair::{Change, NewValue, Repair, Safety};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, installs, reach};
use ov_project::{Target, TargetKind, packages};
use ov_syntax::Span;

pub(crate) static INFO: Info = Info {
    id: "aur-needs-build",
    group: Group::Packages,
    severity: Severity::Info,
    default_on: true,
    summary: "AUR packages that no image of the layer builds",
    docs: include_str!("aur_needs_build.md"),
};

pub(crate) struct AurNeedsBuild;

impl Rule for AurNeedsBuild {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let Some(key) = aur_key(layer) else { return };
        let builds = |t: &&Target, format: &str| t.build.as_deref().is_some_and(|b| b.iter().any(|f| f == format));
        let (with, without): (Vec<&Target>, Vec<&Target>) =
            layer.targets().filter(|t| builds(t, "pac")).partition(|t| builds(t, "aur"));
        if without.is_empty() {
            return;
        }
        let severity = if with.is_empty() { Severity::Warning } else { Severity::Info };
        let message =
            format!("`aur` is left out in {}, whose `build` does not name `aur`; add it there", reach::named(&without));
        let place = layer.place(key);
        let finding = layer.with_mentions(Finding::new(&INFO, place, message).severity(severity), &without);
        // Where some image builds them, the others may do without on purpose.
        let repair = addition(layer, &without).filter(|_| with.is_empty());
        findings.push(repair.into_iter().fold(finding, Finding::repair));
    }
}

/// The key that lists packages of the user repository, in today's place or in that of old.
fn aur_key(layer: &LayerContext<'_>) -> Option<Span> {
    let content = &layer.layer.content;
    let sections = packages::distro_sections(content);
    let today = sections.iter().find(|s| s.key.value == "arch" && !installs::aur_packages(s).is_empty());
    if let Some(section) = today {
        return Some(section.record.field("aur")?.key_span.shifted(section.base));
    }
    let mut older = packages::format_sections(content).filter(|s| s.key == "aur" && !s.packages.is_empty());
    older.next().and_then(|section| Some(content.field(section.key)?.key_span))
}

/// Adds `aur` to the `build` lists of all these images, where each has one of its own.
fn addition(layer: &LayerContext<'_>, without: &[&Target]) -> Option<Repair> {
    let changes = without.iter().map(|target| {
        let is_it = |image: &&ov_project::PlacedEntity| *image.name() == target.name;
        let image = layer.project().images.iter().find(is_it).filter(|_| target.kind == TargetKind::Image)?;
        let last = image.view()?.texts("build").last()?;
        let after = Place { file: image.file, span: last.span };
        Some(Change::AddItem { after, value: NewValue::Text("aur".into()) })
    });
    let title = format!("Add `aur` to `build` of {}", reach::named(without));
    Some(Repair { title, safety: Safety::Unsafe, changes: changes.collect::<Option<_>>()? })
}
