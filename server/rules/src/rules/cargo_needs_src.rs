//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};

static INFO: Info = Info {
    id: "cargo-needs-src",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a `Cargo.toml` without sources",
    docs: include_str!("cargo_needs_src.md"),
};

pub(crate) struct CargoNeedsSrc;

impl Rule for CargoNeedsSrc {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let at = layer.layer;
        if !at.inline && at.has_file("Cargo.toml") && !at.has_file("src/") {
            let message = "the folder has a `Cargo.toml` and no `src`, and the build refuses that; add the sources";
            findings.push(Finding::new(&INFO, layer.opening(), message));
        }
    }
}
