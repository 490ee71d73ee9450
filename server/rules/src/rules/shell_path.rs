//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts};

pub(crate) static INFO: Info = Info {
    id: "shell-path",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a folder of `shell:` that is refused",
    docs: include_str!("shell_path.md"),
};

pub(crate) struct ShellPath;

impl Rule for ShellPath {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for (shell, _) in contracts::shells(item) {
            for at in shell.texts("path_append").chain(shell.text("path")) {
                let rooted = at.value.starts_with('/') || at.value == "~" || at.value.starts_with("~/");
                if !rooted || at.value.split('/').any(|part| part == "..") {
                    let message =
                        format!("the build refuses `{}`; start it with `/` or `~/`, and without `..`", at.value);
                    findings.push(Finding::new(&INFO, item.at(at.span), message));
                }
            }
        }
    }
}
