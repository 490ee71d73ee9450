//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::problems::{Seen, problem_rule};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};
use ov_project::ProblemKind;

pub(crate) static INFO: Info = Info {
    id: "duplicate-key",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a key that stands twice in one mapping",
    docs: include_str!("duplicate_key.md"),
};

pub(crate) struct DuplicateKey;

problem_rule!(DuplicateKey, judge);

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    let ProblemKind::DuplicateKey { name, first } = &seen.problem.kind else { return None };
    let place = seen.place();
    let finding = Finding::new(&INFO, place, format!("`{name}` stands in this mapping already"))
        .related(seen.place_of(*first), "it stands here first")
        .repair(Repair::guess(
            format!("Remove this `{name}` and keep the first"),
            Change::RemoveEntry { entry: place },
        ));
    Some(finding)
}
