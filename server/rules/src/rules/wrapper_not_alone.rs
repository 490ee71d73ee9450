//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::phrases;
use crate::problems::{Seen, problem_rule};
use crate::repair::{Change, Repair, Safety};
use crate::rule::{Group, Info};
use ov_project::{Name, ProblemKind};
use ov_schema::StructId;

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
    let shown: Vec<&str> = others.iter().map(|other| other.text.as_str()).collect();
    let verb = if shown.len() == 1 { "stands" } else { "stand" };
    let names = phrases::all(shown);
    let message = format!("{names} {verb} beside `layer:`, and everything a layer says belongs below it");
    let finding = Finding::new(&INFO, seen.place(), message);
    Some(inside(seen, others).into_iter().fold(finding, Finding::repair))
}

/// Moves the keys below `layer:`, where all of them are keys of a layer.
fn inside(seen: &Seen<'_>, others: &[Name]) -> Option<Repair> {
    let is_known = |other: &Name| ov_schema::get(StructId::LAYER).find(&other.text).is_some();
    let change = |other: &Name| Change::MoveUnder {
        entry: seen.place_of(other.span),
        paths: vec![vec!["layer".into(), other.text.to_string()]],
    };
    others.iter().all(is_known).then(|| Repair {
        title: format!("Move {} below `layer:`", phrases::all(others.iter().map(|other| other.text.as_str()))),
        safety: Safety::Safe,
        changes: others.iter().map(change).collect(),
    })
}
