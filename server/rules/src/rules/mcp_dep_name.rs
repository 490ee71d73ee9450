//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts, values};

pub(crate) static INFO: Info = Info {
    id: "mcp-dep-name",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a server that is asked for without `name:`",
    docs: include_str!("mcp_dep_name.md"),
};

pub(crate) struct McpDepName;

impl Rule for McpDepName {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let entries = contracts::MCP_KEYS.into_iter().flat_map(|key| values::entries(item, key));
        findings.extend(
            entries.filter_map(|e| values::missing(&INFO, item, e, "name", "the build refuses an entry without it")),
        );
    }
}
