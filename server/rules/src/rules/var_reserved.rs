//! See the page beside this file.

use crate::Severity;
use crate::build_variables::BUILT_IN;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};

static INFO: Info = Info {
    id: "var-reserved",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a build variable has a name that is taken",
    docs: include_str!("var_reserved.md"),
};

pub(crate) struct VarReserved;

impl Rule for VarReserved {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        if item.key != "var" {
            return;
        }
        for (name, _) in item.unit.value().map().iter().filter(|(name, _)| BUILT_IN.contains(&name.text.as_str())) {
            let message = format!("the build sets `{}` itself", name.text);
            findings.push(Finding::new(&INFO, item.place(name.span), message));
        }
    }
}
