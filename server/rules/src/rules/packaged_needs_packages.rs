//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use ov_project::{Form, packages};

pub(crate) static INFO: Info = Info {
    id: "packaged-needs-packages",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "a packaged unit of a layer without packages",
    docs: include_str!("packaged_needs_packages.md"),
};

pub(crate) struct PackagedNeedsPackages;

impl Rule for PackagedNeedsPackages {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.use_packaged"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let Some(service) = layer.services().find(|s| s.form() == Form::Packaged) else { return };
        let content = &layer.layer.content;
        let brings_own = content.field("localpkg").is_some() || !packages::tag_sections(content).is_empty();
        // Lists for one release only are no packages to the loader.
        if packages::has_format_section(content) || brings_own {
            return;
        }
        let Some(unit) = service.unit() else { return };
        let message = format!(
            "the layer lists no packages that could bring `{}`, and the build refuses it; list them, or write `exec`",
            unit.value
        );
        findings.push(Finding::new(&INFO, layer.place(unit.span), message));
    }
}
