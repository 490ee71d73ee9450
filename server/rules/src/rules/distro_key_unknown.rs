//! See the page beside this file.

use super::unknown_key::is_misspelt_distro;
use crate::Severity;
use crate::finding::Finding;
use crate::finding::Tag;
use crate::problems::{Seen, problem_rule};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};
use ov_project::ProblemKind;
use ov_project::packages::tag_of_versioned_key;
use ov_schema::StructId;

pub(crate) static INFO: Info = Info {
    id: "distro-key-unknown",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a key of `distro:` that is no distro",
    docs: include_str!("distro_key_unknown.md"),
};

pub(crate) struct DistroKeyUnknown;

problem_rule!(DistroKeyUnknown, judge);

/// Distros whose images carry the tag of another one as well.
const DERIVED: [(&str, &str); 4] =
    [("cachyos", "arch"), ("endeavouros", "arch"), ("manjaro", "arch"), ("linuxmint", "ubuntu")];

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    let ProblemKind::UnknownKey { within: StructId::DISTRO_MAP, name, .. } = &seen.problem.kind else { return None };
    if is_misspelt_distro(name) {
        return None;
    }
    let section = name.replacen(':', "-", 1);
    if name.contains(':') && tag_of_versioned_key(&section).is_some() {
        let message = format!(
            "`{name}` is the tag of an image; the section for it is called `{section}`, and this one is dropped"
        );
        let change = Change::RenameKey { key: seen.place(), to: section.as_str().into() };
        let repair = Repair::guess(format!("Rename to `{section}`"), change);
        return Some(Finding::new(&INFO, seen.place(), message).repair(repair));
    }
    let family = DERIVED.iter().find(|(distro, _)| distro == name).map(|(_, family)| *family);
    let instead = family.map(|family| format!("; an image of it takes `{family}`")).unwrap_or_default();
    let message =
        format!("`{name}` is no distro that the loader installs packages for, so this section is dropped{instead}");
    let finding = Finding::new(&INFO, seen.place(), message).tag(Tag::Unnecessary);
    let rename = |to: &str| {
        let change = Change::RenameKey { key: seen.place(), to: to.into() };
        Repair::guess(format!("Rename to `{to}`"), change)
    };
    Some(family.map(rename).into_iter().fold(finding, Finding::repair))
}
