//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::finding::Place;
use crate::problems::{Seen, problem_rule};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};
use ov_project::ProblemKind;
use ov_project::Standing;
use ov_schema::StructId;

pub(crate) static INFO: Info = Info {
    id: "legacy-plural-root",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a plural key at the root of a file",
    docs: include_str!("legacy_plural_root.md"),
};

pub(crate) struct LegacyPluralRoot;

problem_rule!(LegacyPluralRoot, judge);

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    let (name, singular) = match &seen.problem.kind {
        ProblemKind::PluralRoot { name, singular } => (name.as_str(), *singular),
        ProblemKind::OldSpelling { within: StructId::PROJECT_ROOT, key, standing: Standing::Refused, .. } => {
            (key.name, plural_of(key)?)
        }
        _ => return None,
    };
    Some(finding(seen.place(), name, singular))
}

fn plural_of(key: &ov_schema::Key) -> Option<&'static str> {
    ov_schema::singular(key.name).and(key.deprecated.as_ref()?.renamed_to)
}

fn finding(place: Place, name: &str, singular: &str) -> Finding {
    let message = format!("the root key `{name}` is refused; write `{singular}`");
    let change = Change::RenameKey { key: place, to: singular.into() };
    Finding::new(&INFO, place, message).repair(Repair::safe(format!("Rename to `{singular}`"), change))
}
