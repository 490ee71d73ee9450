//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, installs, reach};
use ov_project::{Target, packages};
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
        findings.push(layer.with_mentions(Finding::new(&INFO, place, message).severity(severity), &without));
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
