//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "restart-value",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a word that `restart:` does not know",
    docs: include_str!("restart_value.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let found = item.service().and_then(|entry| {
        values::unknown_word(&INFO, item, entry, "restart", "so supervisord always restarts and systemd never")
    });
    findings.extend(found);
}
