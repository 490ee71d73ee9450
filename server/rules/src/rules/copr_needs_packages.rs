//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use ov_project::packages;

pub(crate) static INFO: Info = Info {
    id: "copr-needs-packages",
    group: Group::Packages,
    severity: Severity::Error,
    default_on: true,
    summary: "`copr:` without packages to install",
    docs: include_str!("copr_needs_packages.md"),
};

pub(crate) struct CoprNeedsPackages;

impl Rule for CoprNeedsPackages {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        let sections = packages::distro_sections(content);
        let bare =
            sections.iter().filter(|s| packages::format_of_distro(s.key.value).is_some() && s.packages().is_empty());
        for section in bare {
            let Some(field) = section.record.field("copr").filter(|f| !f.value.value.list().is_empty()) else {
                continue;
            };
            if packages::top_level(content).is_empty() {
                let place = layer.place(field.key_span.shifted(section.base));
                let message = format!(
                    "`{}` lists no packages, and the build refuses `copr` without any; list what comes from it",
                    section.key.value
                );
                findings.push(Finding::new(&INFO, place, message));
            }
        }
    }
}
