//! See the page beside this file.

use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "layer-name-style",
    group: Group::Structure,
    severity: Severity::Hint,
    default_on: true,
    summary: "a layer's name in another style",
    docs: include_str!("layer_name_style.md"),
};

pub(crate) struct LayerNameStyle;

impl Rule for LayerNameStyle {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let name = &layer.layer.name;
        if !name.is_empty() && !values::is_slug(name) {
            let message = format!("`{name}` is not in lower case with single hyphens, as names of layers are");
            findings.push(Finding::new(&INFO, layer.opening(), message));
        }
    }
}
