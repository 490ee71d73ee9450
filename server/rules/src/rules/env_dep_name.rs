//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts, values};

pub(crate) static INFO: Info = Info {
    id: "env-dep-name",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a variable without a usable name",
    docs: include_str!("env_dep_name.md"),
};

pub(crate) struct EnvDepName;

impl Rule for EnvDepName {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for entry in contracts::KEYS.into_iter().flat_map(|key| values::entries(item, key)) {
            let Some(at) = entry.text("name") else {
                findings.extend(values::missing(&INFO, item, entry, "name", "the build refuses a variable without it"));
                continue;
            };
            if !values::is_variable_name(at.value) {
                let message = format!(
                    "`{}` is no name of a variable, and the build refuses it; use letters, digits and underscores",
                    at.value
                );
                findings.push(Finding::new(&INFO, item.at(at.span), message));
            }
        }
    }
}
