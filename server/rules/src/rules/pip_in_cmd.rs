//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use crate::{Severity, commands};

pub(crate) static INFO: Info = Info {
    id: "pip-in-cmd",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a task installs Python or npm packages into the system",
    docs: include_str!("pip_in_cmd.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["task"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(script) = item.script(&commands::LANGUAGE_WORDS, &["install", "-g", "--global"]) else { return };
    for command in &script.commands {
        let Some((tool, manifest)) = commands::language_install(command) else { continue };
        if commands::enters_environment(&script, command.range().start) {
            continue;
        }
        let message = format!(
            "`{tool}` installs past the distro and without a lock file; use a `{manifest}` in the layer's folder"
        );
        findings.push(Finding::new(&INFO, item.command_place(command), message));
    }
}
