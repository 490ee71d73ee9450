//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::problems::{Seen, problem_rule};
use crate::rule::{Group, Info};
use ov_project::ProblemKind;

pub(crate) static INFO: Info = Info {
    id: "single-document",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a layer file with several documents",
    docs: include_str!("single_document.md"),
};

pub(crate) struct SingleDocument;

problem_rule!(SingleDocument, judge);

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    let message = "a second document starts here, and a layer file holds one; only a root file may bundle several";
    (seen.problem.kind == ProblemKind::SeveralDocuments).then(|| Finding::new(&INFO, seen.place(), message))
}
