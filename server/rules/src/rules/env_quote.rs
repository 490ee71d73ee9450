//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "env-quote",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a value that ends its own quotes",
    docs: include_str!("env_quote.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    if !item.setting.may_run(Init::Supervisord) {
        return;
    }
    for (name, value) in entry.map("env") {
        let Some(text) = value.value.text().filter(|t| t.contains(['"', '\n'])) else { continue };
        let effect = if text.contains('\n') { "refuses a value of several lines" } else { "reads it up to the quote" };
        let message =
            format!("`{}` stands in double quotes, and supervisord {effect}; set it in a script instead", name.value);
        findings.push(Finding::new(&INFO, item.at(value.span), message));
    }
}
