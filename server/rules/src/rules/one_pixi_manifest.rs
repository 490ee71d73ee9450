//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "one-pixi-manifest",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    summary: "several manifests for one environment",
    docs: include_str!("one_pixi_manifest.md"),
};

pub(crate) struct OnePixiManifest;

impl Rule for OnePixiManifest {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        const LAST: &str = "environment.yml";
        if layer.layer.inline || !layer.layer.has_file(LAST) {
            return;
        }
        // A `pyproject.toml` beside a `pixi.toml` may be a package of its own.
        if let Some(first) = ["pixi.toml", "pyproject.toml"].into_iter().find(|name| layer.layer.has_file(name)) {
            let message = format!("`{first}` counts, and `{LAST}` is never read; keep one of them");
            findings.push(Finding::new(&INFO, layer.opening(), message));
        }
    }
}
