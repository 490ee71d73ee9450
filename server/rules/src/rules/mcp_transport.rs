//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "mcp-transport",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a server with an unknown transport",
    docs: include_str!("mcp_transport.md"),
};

pub(crate) struct McpTransport;

impl Rule for McpTransport {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let entries = values::entries(item, "mcp_provide");
        findings.extend(
            entries.filter_map(|e| values::unknown_word(&INFO, item, e, "transport", "and the build refuses it")),
        );
    }
}
