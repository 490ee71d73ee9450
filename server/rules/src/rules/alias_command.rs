//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "alias-command",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "an entry of `alias:` without `command:`",
    docs: include_str!("alias_command.md"),
};

pub(crate) struct AliasCommand;

impl Rule for AliasCommand {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let entries = values::entries(item, "alias");
        findings.extend(
            entries.filter_map(|e| values::missing(&INFO, item, e, "command", "the build refuses an alias without it")),
        );
    }
}
