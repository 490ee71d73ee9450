//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "mcp-dup",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "two servers of one name",
    docs: include_str!("mcp_dup.md"),
};

pub(crate) struct McpDup;

impl Rule for McpDup {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(values::named_twice(&INFO, item, "mcp_provide"));
    }
}
