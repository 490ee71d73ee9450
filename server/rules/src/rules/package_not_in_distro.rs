//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::listing::{Usage, distro_of, usages};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, reach, world};
use ov_project::Target;
use ov_project::packages::{self, DistroSection, Package};
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "package-not-in-distro",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a package by a name that the distro does not have",
    docs: include_str!("package_not_in_distro.md"),
};

pub(crate) struct PackageNotInDistro;

impl Rule for PackageNotInDistro {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        let sections = packages::distro_sections(content);
        if sections.iter().any(brings_more) {
            return;
        }
        let everywhere = packages::top_level(content);
        for package in everywhere.iter().chain(sections.iter().flat_map(DistroSection::packages)) {
            if world::absent_anywhere(layer.tables(), &package.name) {
                findings.extend(judge(layer, package, &sections, &everywhere));
            }
        }
    }
}

/// Whether a section has packages that are not the distro's own.
fn brings_more(section: &DistroSection<'_>) -> bool {
    ["repo", "copr"].iter().any(|key| section.record.field(key).is_some_and(|f| !f.value.value.is_zero()))
}

fn judge(
    layer: &LayerContext<'_>,
    package: &Package,
    sections: &[DistroSection<'_>],
    everywhere: &[Package],
) -> Option<Finding> {
    let of_all = everywhere.contains(package);
    let own = sections.iter().find(|s| s.packages().contains(package)).map(|s| s.key.value);
    let gets = |usage: &Usage<'_>| {
        let format = usage.chain.iter().find_map(|tag| packages::format_of_distro(distro_of(tag)));
        let shares = |key: &str| packages::format_of_distro(key).is_some_and(|f| Some(f) == format);
        let reached = sections.is_empty() || sections.iter().any(|s| shares(s.key.value));
        let asked = own.is_some_and(|key| shares(key) || tag_of(key).is_some_and(|tag| usage.chain.contains(&tag)));
        if of_all { reached } else { asked }
    };
    let lacking: Vec<(Usage<'_>, &str)> = usages(layer)
        .into_iter()
        .filter(gets)
        .filter_map(|usage| {
            let instead =
                usage.chain.iter().find_map(|tag| world::absent(layer.tables(), distro_of(tag), &package.name))?;
            Some((usage, instead))
        })
        .collect();
    let (first, instead) = lacking.first()?;
    let distro = own.map_or_else(|| first.chain.last().map_or("", |tag| distro_of(tag)), section_distro);
    let targets: Vec<&Target> = lacking.iter().flat_map(|(usage, _)| usage.targets.iter().copied()).collect();
    let library = layer.project().images.is_empty() && layer.targets().next().is_none();
    let severity = if targets.is_empty() && !library { Severity::Info } else { Severity::Warning };
    let whom = if targets.is_empty() { String::new() } else { format!(" in {}", reach::named(&targets)) };
    let message =
        format!("{distro} has no package `{}`, so the build stops there{whom}; it is `{instead}`", package.name);
    let place = layer.place(package.span);
    let mut finding = Finding::new(&INFO, place, message).severity(severity);
    let is_bare_name = package.span.len() as usize <= package.name.len() + 2;
    if !of_all && is_bare_name {
        let change = Change::ReplaceScalar { scalar: place, to: (*instead).to_owned() };
        finding = finding.repair(Repair::guess(format!("Write `{instead}`"), change));
    }
    Some(layer.with_mentions(finding, &targets))
}

fn tag_of(key: &str) -> Option<SmolStr> {
    packages::tag_of_versioned_key(key).map(SmolStr::from)
}

fn section_distro(key: &str) -> &str {
    key.split('-').next().unwrap_or(key)
}
