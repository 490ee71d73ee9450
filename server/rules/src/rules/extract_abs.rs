//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "extract-abs",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a path of `extract:` that is not absolute",
    docs: include_str!("extract_abs.md"),
};

pub(crate) struct ExtractAbs;

impl Rule for ExtractAbs {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for entry in values::entries(item, "extract") {
            for at in
                ["path", "dest"].into_iter().filter_map(|key| entry.text(key)).filter(|at| !at.value.starts_with('/'))
            {
                let message = format!("`{}` must start with `/`, or the build refuses it", at.value);
                findings.push(Finding::new(&INFO, item.at(at.span), message));
            }
        }
    }
}
