//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "service-user-variable",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a variable as the account of a service",
    docs: include_str!("service_user_variable.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let user = item.service().and_then(|entry| entry.text("user"));
    if let Some(at) = user.filter(|at| at.value.contains('$')) {
        let message = format!("`{}` is no account: no init expands shell variables here; name the account", at.value);
        findings.push(Finding::new(&INFO, item.at(at.span), message));
    }
}
