//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::within::part;

static INFO: Info = Info {
    id: "ctx-outside-build",
    group: Group::Tasks,
    severity: Severity::Warning,
    default_on: true,
    summary: "`/ctx` is used where it is not mounted",
    docs: include_str!("ctx_outside_build.md"),
};

pub(crate) struct CtxOutsideBuild;

impl Rule for CtxOutsideBuild {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let keys: &[&str] = match item.key {
            "service" => &["exec", "working_directory"],
            "eval" => &["file", "command"],
            _ => return,
        };
        let Some(view) = item.view() else { return };
        for at in keys.iter().filter_map(|key| view.text(key)) {
            let starts =
                |(i, _): &(usize, &str)| at.value[..*i].chars().next_back().is_none_or(|c| " \t\n\"'=".contains(c));
            let Some((start, _)) = at.value.match_indices("/ctx/").find(starts) else { continue };
            let message = "`/ctx` is mounted only while the tasks of the layer run";
            let span = part(at.span, at.value, &(start..start + 4));
            findings.push(Finding::new(&INFO, item.at(span), message));
        }
    }
}
