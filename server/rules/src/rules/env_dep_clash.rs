//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts};

pub(crate) static INFO: Info = Info {
    id: "env-dep-clash",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "one variable asked for twice",
    docs: include_str!("env_dep_clash.md"),
};

pub(crate) struct EnvDepClash;

impl Rule for EnvDepClash {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(contracts::asked_twice(&INFO, layer, &contracts::KEYS));
    }
}
