//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "env-quote",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a value that ends its own quotes",
    docs: include_str!("env_quote.md"),
};

pub(crate) struct EnvQuote;

impl Rule for EnvQuote {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["service"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(entry) = item.service() else { return };
        if !item.setting.may_run(Init::Supervisord) {
            return;
        }
        for (name, value) in entry.map("env") {
            let Some(text) = value.value.text().filter(|t| t.contains(['"', '\n'])) else { continue };
            let effect =
                if text.contains('\n') { "refuses a value of several lines" } else { "reads it up to the quote" };
            let message = format!(
                "`{}` stands in double quotes, and supervisord {effect}; set it in a script instead",
                name.value
            );
            findings.push(Finding::new(&INFO, item.at(value.span), message));
        }
    }
}
