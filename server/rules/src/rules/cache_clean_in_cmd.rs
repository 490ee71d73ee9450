//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use crate::{Severity, commands};

pub(crate) static INFO: Info = Info {
    id: "cache-clean-in-cmd",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a task empties a package cache that is no part of the image",
    docs: include_str!("cache_clean_in_cmd.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["task"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(script) = item.script(&commands::MANAGER_WORDS, &["clean", "-Sc"]) else { return };
    for command in &script.commands {
        let Some(call) = commands::cache_clean(command) else { continue };
        let message =
            format!("`{call}` empties the cache that all layers share and frees nothing in the image; leave it out");
        findings.push(Finding::new(&INFO, item.command_place(command), message));
    }
}
