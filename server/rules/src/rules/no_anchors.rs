//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::problems::{Seen, problem_rule};
use crate::rule::{Group, Info};
use ov_project::ProblemKind;

pub(crate) static INFO: Info = Info {
    id: "no-anchors",
    group: Group::Keys,
    severity: Severity::Hint,
    default_on: false,
    summary: "an anchor in a layer file",
    docs: include_str!("no_anchors.md"),
};

pub(crate) struct NoAnchors;

problem_rule!(NoAnchors, judge);

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    let ProblemKind::Anchor { name } = &seen.problem.kind else { return None };
    let message = format!("`&{name}` is an anchor; write the value out where it is used");
    Some(Finding::new(&INFO, seen.place(), message))
}
