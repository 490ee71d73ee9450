//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "provide-unaccepted",
    group: Group::Environment,
    severity: Severity::Hint,
    default_on: true,
    summary: "a variable for others that nobody takes",
    docs: include_str!("provide_unaccepted.md"),
};

pub(crate) struct ProvideUnaccepted;

impl Rule for ProvideUnaccepted {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for (name, _) in layer.layer.content.map("env_provide") {
            if !layer.around().is_asked_for(name.value) {
                let message =
                    format!("no layer here takes `{}`; one that uses it needs it in `env_accept`", name.value);
                findings.push(Finding::new(&INFO, layer.place(name.span), message));
            }
        }
    }
}
