//! See the page beside this file.

use super::legacy_key_rejected::move_to_distro;
use crate::Severity;
use crate::dates::{self, DISTRO_SECTIONS};
use crate::finding::Finding;
use crate::finding::Tag;
use crate::problems::{Seen, problem_rule};
use crate::repair::Safety;
use crate::rule::{Group, Info};
use ov_project::ProblemKind;
use ov_schema::StructId;

pub(crate) static INFO: Info = Info {
    id: "legacy-distro-tag-section",
    group: Group::Keys,
    severity: Severity::Error,
    default_on: true,
    summary: "an old section of packages in the body of a layer",
    docs: include_str!("legacy_distro_tag_section.md"),
};

pub(crate) struct LegacyDistroTagSection;

problem_rule!(LegacyDistroTagSection, judge);

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    let ProblemKind::UnknownKey { within: StructId::LAYER, name, .. } = &seen.problem.kind else { return None };
    if seen.is_flat || !ov_schema::is_distro_section(name) {
        return None;
    }
    let keys = name.split(',').map(|part| format!("`{}`", new_key(part.trim()))).collect::<Vec<_>>().join(" and ");
    let refused = dates::is_past(seen.dialect, DISTRO_SECTIONS);
    let fact = if refused { format!("is refused since {DISTRO_SECTIONS}") } else { "is the older form".into() };
    let message = format!("`{name}` in the body of a layer {fact}; write its packages under {keys} of `distro:`");
    let paths: Vec<[String; 2]> = name.split(',').map(|part| ["distro".into(), new_key(part.trim())]).collect();
    let repair = move_to_distro(seen.place(), &paths, Safety::Unsafe);
    let finding = Finding::new(&INFO, seen.place(), message).repair(repair);
    Some(if refused { finding } else { finding.severity(Severity::Info).tag(Tag::Deprecated) })
}

/// The key below `distro:` that holds what an old section held.
fn new_key(tag: &str) -> String {
    match tag.replace(':', "-") {
        tag if tag == "archlinux" => "arch".into(),
        tag => tag,
    }
}
