//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};

static INFO: Info = Info {
    id: "var-key",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a build variable has a name that cannot be used",
    docs: include_str!("var_key.md"),
};

pub(crate) struct VarKey;

impl Rule for VarKey {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        if item.key != "var" {
            return;
        }
        for (name, _) in item.unit.value().map().iter().filter(|(name, _)| !is_variable(&name.text)) {
            let message = format!("`{}` is no name of a variable: capitals, digits and `_`", name.text);
            findings.push(Finding::new(&INFO, item.place(name.span), message));
        }
    }
}

fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}
