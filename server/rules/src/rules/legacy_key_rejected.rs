//! See the page beside this file.

use super::unknown_key::STRICT;
use crate::Severity;
use crate::finding::{Finding, Place};
use crate::problems::{Seen, problem_rule};
use crate::repair::{Change, Repair, Safety};
use crate::rule::{Group, Info};
use crate::words;
use ov_project::ProblemKind;
use ov_project::{Standing, successor};

pub(crate) static INFO: Info = Info {
    id: "legacy-key-rejected",
    group: Group::Keys,
    severity: Severity::Error,
    default_on: true,
    summary: "an old key that the loader refuses",
    docs: include_str!("legacy_key_rejected.md"),
};

pub(crate) struct LegacyKeyRejected;

problem_rule!(LegacyKeyRejected, judge);

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    let ProblemKind::OldSpelling { within, key, standing: Standing::Refused, newer_present, .. } = &seen.problem.kind
    else {
        return None;
    };
    let is_plural_root = *within == ov_schema::StructId::PROJECT_ROOT && ov_schema::singular(key.name).is_some();
    if seen.is_flat || is_plural_root || STRICT.contains(within) {
        return None;
    }
    let deprecation = key.deprecated.as_ref()?;
    let until = deprecation.until.map(|v| format!(" since {v}")).unwrap_or_default();
    let instead = advice(deprecation.note);
    let place = seen.place();
    let finding = Finding::new(&INFO, place, format!("`{}` is refused{until}{instead}", key.name));
    Some(match successor(key).filter(|_| !newer_present) {
        Some(newer) => {
            let change = Change::RenameKey { key: place, to: newer.into() };
            finding.repair(Repair::safe(format!("Rename to `{newer}`"), change))
        }
        None => match distro_places(key.name).filter(|_| *within == ov_schema::StructId::LAYER) {
            Some(places) => finding.repair(move_to_distro(place, places, Safety::Safe)),
            None => finding,
        },
    })
}

/// Where the packages of a format belong.
fn distro_places(format: &str) -> Option<&'static [&'static [&'static str]]> {
    Some(match format {
        "rpm" => &[&["distro", "fedora"]],
        "deb" => &[&["distro", "debian"], &["distro", "ubuntu"]],
        "pac" => &[&["distro", "arch"]],
        "aur" => &[&["distro", "arch", "aur"]],
        _ => return None,
    })
}

/// Moves a section of packages to keys below `distro`.
pub(super) fn move_to_distro<P: AsRef<[S]>, S: AsRef<str>>(entry: Place, paths: &[P], safety: Safety) -> Repair {
    let keys = |path: &P| path.as_ref().iter().map(|key| key.as_ref().to_owned()).collect::<Vec<String>>();
    let paths: Vec<Vec<String>> = paths.iter().map(keys).collect();
    let names: Vec<String> = paths.iter().map(|path| words::code(path.join("."))).collect();
    let title = format!("Move to {}", words::list(&names));
    Repair { safety, ..Repair::guess(title, Change::MoveUnder { entry, paths }) }
}

/// The advice of a note, which stands behind its last semicolon.
fn advice(note: &str) -> String {
    let advice = note.rsplit_once("; ").map(|(_, advice)| advice.trim_end_matches('.'));
    advice.map(|advice| format!("; {advice}")).unwrap_or_default()
}
