//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use crate::{Severity, commands, words};

pub(crate) static INFO: Info = Info {
    id: "package-in-cmd",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a task calls the package manager for packages of the distro",
    docs: include_str!("package_in_cmd.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["task"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(script) = item.script(&commands::MANAGER_WORDS, &["install", "-S", "add"]) else { return };
    for command in &script.commands {
        let Some(call) = commands::package_call(command) else { continue };
        let names: Vec<String> = call.names.iter().map(words::code).collect();
        let message = format!(
            "`{}` works on one distro only and hides what the layer needs; list {} in `distro.{}.package`",
            call.tool,
            words::short_list(&names),
            call.distro
        );
        findings.push(Finding::new(&INFO, item.command_place(command), message));
    }
}
