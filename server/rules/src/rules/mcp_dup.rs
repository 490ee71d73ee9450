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
        let names = values::entries(item, "mcp_provide").filter_map(|e| e.text("name")).map(|at| (at.value, at.span));
        for (name, second, first) in values::repeated(names) {
            let message = format!("`{name}` stands here twice, and the build refuses it; rename or remove one");
            let finding = Finding::new(&INFO, item.at(second), message);
            findings.push(finding.related(item.at(first), "it stands here first"));
        }
    }
}
