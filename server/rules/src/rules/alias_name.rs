//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "alias-name",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a alias with a name that is refused",
    docs: include_str!("alias_name.md"),
};

pub(crate) struct AliasName;

impl Rule for AliasName {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for entry in values::entries(item, "alias") {
            let Some(at) = entry.text("name") else {
                findings.extend(values::missing(&INFO, item, entry, "name", "the build refuses an entry without it"));
                continue;
            };
            if !(at.value.starts_with(|c: char| c.is_ascii_alphanumeric())
                && at.value.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)))
            {
                let message = format!(
                    "the build refuses the name `{}`; use letters, digits, dots, hyphens and underscores",
                    at.value
                );
                findings.push(Finding::new(&INFO, item.at(at.span), message));
            }
        }
    }
}
