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
        findings.extend(values::named_twice(&INFO, item, "alias"));
    }
}
