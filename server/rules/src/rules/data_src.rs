//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::tasks::has_source;

pub(crate) static INFO: Info = Info {
    id: "data-src",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "data from a folder that is not there",
    docs: include_str!("data_src.md"),
};

pub(crate) struct DataSrc;

impl Rule for DataSrc {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        if layer.layer.inline {
            return;
        }
        for (entry, _) in layer.layer.content.records("data") {
            let Some(at) = entry.text("src") else { continue };
            let path = at.value.trim_start_matches("./").trim_end_matches('/');
            let first = path.split('/').next().unwrap_or_default();
            let elsewhere = first.is_empty() || matches!(first, "." | "..") || path.contains('$');
            if elsewhere {
                continue;
            }
            let missing = if !layer.layer.has_file(&format!("{first}/")) {
                Some(first)
            } else if has_source(layer.layer, path) == Some(false) {
                Some(path)
            } else {
                None
            };
            if let Some(missing) = missing {
                let message = format!(
                    "`{missing}` is no folder of the layer, and the build refuses it; create it, or mend the path"
                );
                findings.push(Finding::new(&INFO, layer.place(at.span), message));
            }
        }
    }
}
