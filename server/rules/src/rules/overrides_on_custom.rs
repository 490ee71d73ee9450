//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "overrides-on-custom",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: true,
    summary: "`overrides:` of a service with its own command",
    docs: include_str!("overrides_on_custom.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service().filter(|e| e.is_set("exec") && !e.is_set("use_packaged")) else { return };
    let says = entry.child("overrides").is_some_and(|own| own.fields().next().is_some());
    if let Some(span) = entry.key_span("overrides").filter(|_| says) {
        let message = "`overrides` are for units of packages; write its keys in the entry itself";
        findings.push(Finding::new(&INFO, item.at(span), message));
    }
}
