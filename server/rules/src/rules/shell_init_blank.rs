//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts};

pub(crate) static INFO: Info = Info {
    id: "shell-init-blank",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a shell setup of nothing but spaces",
    docs: include_str!("shell_init_blank.md"),
};

pub(crate) struct ShellInitBlank;

impl Rule for ShellInitBlank {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for (shell, _) in contracts::shells(item) {
            if let Some(at) = shell.text("init").filter(|at| at.value.trim().is_empty()) {
                let message = "`init` holds nothing, and the build refuses it; remove it";
                let entry = item.at(shell.key_span("init").unwrap_or(at.span));
                let repair = Repair::safe("Remove `init`", Change::RemoveEntry { entry });
                findings.push(Finding::new(&INFO, item.at(at.span), message).repair(repair));
            }
        }
    }
}
