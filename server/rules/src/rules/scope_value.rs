//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "scope-value",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a word that `scope:` does not know",
    docs: include_str!("scope_value.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let found = item
        .service()
        .and_then(|entry| values::unknown_word(&INFO, item, entry, "scope", "so the unit is a system one"));
    findings.extend(found);
}
