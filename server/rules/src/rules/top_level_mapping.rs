//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::phrases;
use crate::problems::{Seen, problem_rule};
use crate::rule::{Group, Info};
use ov_project::ProblemKind;

pub(crate) static INFO: Info = Info {
    id: "top-level-mapping",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a file that is a list or a single value",
    docs: include_str!("top_level_mapping.md"),
};

pub(crate) struct TopLevelMapping;

problem_rule!(TopLevelMapping, judge);

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    let ProblemKind::RootNotMapping { found } = seen.problem.kind else { return None };
    let found = phrases::found(found, None);
    let message = format!("a file holds `key: value` entries, and this one is {found}");
    Some(Finding::new(&INFO, seen.place(), message))
}
