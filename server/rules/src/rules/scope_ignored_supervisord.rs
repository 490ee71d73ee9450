//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::one_init::fields_without_effect;
use crate::rule::{Group, Info, ItemRule};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "scope-ignored-supervisord",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: false,
    summary: "a user's service that runs in containers only",
    docs: include_str!("scope_ignored_supervisord.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let of_user = item.service().and_then(|entry| entry.text("scope")).is_some_and(|at| at.value == "user");
    if !of_user {
        return;
    }
    for (_, span) in fields_without_effect(item, Init::Supervisord, &["scope"]) {
        let message = "`scope: user` has no effect under supervisord, which alone runs this";
        findings.push(Finding::new(&INFO, item.at(span), message).tag(Tag::Unnecessary));
    }
}
