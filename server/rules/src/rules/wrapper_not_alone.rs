//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::phrases;
use crate::problems::{Seen, problem_rule};
use crate::rule::{Group, Info};
use ov_project::ProblemKind;

pub(crate) static INFO: Info = Info {
    id: "wrapper-not-alone",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "keys beside the `layer:` of a layer file",
    docs: include_str!("wrapper_not_alone.md"),
};

pub(crate) struct WrapperNotAlone;

problem_rule!(WrapperNotAlone, judge);

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    let ProblemKind::WrapperNotAlone { others } = &seen.problem.kind else { return None };
    let shown: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
    let verb = if shown.len() == 1 { "stands" } else { "stand" };
    let names = phrases::all(shown);
    let message = format!("{names} {verb} beside `layer:`, and everything a layer says belongs below it");
    Some(Finding::new(&INFO, seen.place(), message))
}
