//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts};

pub(crate) static INFO: Info = Info {
    id: "mcp-dep-dup",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "one server asked for twice",
    docs: include_str!("mcp_dep_dup.md"),
};

pub(crate) struct McpDepDup;

impl Rule for McpDepDup {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(contracts::asked_twice(&INFO, layer, &contracts::MCP_KEYS));
    }
}
