//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "mcp-name",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "an entry of `mcp_provide:` without `name:`",
    docs: include_str!("mcp_name.md"),
};

pub(crate) struct McpName;

impl Rule for McpName {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let entries = values::entries(item, "mcp_provide");
        findings.extend(
            entries.filter_map(|e| values::missing(&INFO, item, e, "name", "the build refuses a server without it")),
        );
    }
}
