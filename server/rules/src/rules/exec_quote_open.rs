//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::exec::has_open_quote;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "exec-quote-open",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a command with a quote that is not closed",
    docs: include_str!("exec_quote_open.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let exec = item.service().and_then(|entry| entry.text("exec"));
    if let Some(at) = exec.filter(|at| has_open_quote(at.value)) {
        let message = "a quote is opened and not closed: neither init system starts this";
        findings.push(Finding::new(&INFO, item.at(at.span), message));
    }
}
