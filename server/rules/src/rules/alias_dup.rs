//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "alias-dup",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "two aliases of one name",
    docs: include_str!("alias_dup.md"),
};

pub(crate) struct AliasDup;

impl Rule for AliasDup {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let names = values::entries(item, "alias").filter_map(|e| e.text("name")).map(|at| (at.value, at.span));
        for (name, second, first) in values::repeated(names) {
            let message = format!("`{name}` stands here twice, and the build refuses it; rename or remove one");
            let finding = Finding::new(&INFO, item.at(second), message);
            findings.push(finding.related(item.at(first), "it stands here first"));
        }
    }
}
