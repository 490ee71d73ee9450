//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts, values};

pub(crate) static INFO: Info = Info {
    id: "env-dep-description",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a variable that nobody explains",
    docs: include_str!("env_dep_description.md"),
};

pub(crate) struct EnvDepDescription;

impl Rule for EnvDepDescription {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let entries = contracts::KEYS.into_iter().flat_map(|key| values::entries(item, key));
        findings.extend(
            entries.filter_map(|e| {
                values::missing(&INFO, item, e, "description", "the build refuses a variable without it")
            }),
        );
    }
}
