//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::installs::Sections;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, installs, words};
use ov_project::packages;

pub(crate) static INFO: Info = Info {
    id: "versioned-replaces",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a section of one release drops packages of the distro's section",
    docs: include_str!("versioned_replaces.md"),
};

pub(crate) struct VersionedReplaces;

impl Rule for VersionedReplaces {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let sections = Sections::new(&layer.layer.content);
        let versioned = |s: &&packages::DistroSection<'_>| {
            packages::tag_of_versioned_key(s.key.value).is_some() && !s.packages().is_empty()
        };
        let mut of_releases = sections.all.iter().filter(versioned).peekable();
        if of_releases.peek().is_none() || installs::cascades(layer) {
            return;
        }
        findings.extend(of_releases.filter_map(|section| replaced(layer, &sections, section)));
    }
}

fn replaced(
    layer: &LayerContext<'_>,
    sections: &Sections<'_>,
    section: &packages::DistroSection<'_>,
) -> Option<Finding> {
    let distro = section.key.value.split('-').next()?;
    let below = sections.all.iter().find(|s| s.key.value == distro);
    let shared = packages::top_level(&layer.layer.content);
    let below = below.map_or(&[][..], |s| s.packages());
    let (of_distro, of_all) = (lost_from(below, section), lost_from(&shared, section));
    let certain: Vec<_> =
        [&of_distro, &of_all].into_iter().filter(|l| !l.left_out).flat_map(|l| l.packages.iter().copied()).collect();
    let severity = if certain.is_empty() { Severity::Hint } else { Severity::Warning };
    let mut lost: Vec<&packages::Package> = Vec::new();
    let told =
        if certain.is_empty() { of_distro.packages.iter().chain(&of_all.packages).copied().collect() } else { certain };
    for package in told {
        if !lost.iter().any(|p| p.name == package.name) {
            lost.push(package);
        }
    }
    let first = lost.first()?;
    let names: Vec<String> = lost.iter().map(|p| words::code(&p.name)).collect();
    let message = format!(
        "`{}` replaces the lists for every release and so loses {}; repeat them here",
        section.key.value,
        words::short_list(&names)
    );
    let finding = Finding::new(&INFO, layer.place(section.key.span), message)
        .severity(severity)
        .related(layer.place(first.span), format!("`{}` stands here", first.name));
    let Some(end) = section.packages().last() else { return Some(finding) };
    let add = |p: &&packages::Package| Change::AddItem {
        after: layer.place(end.span),
        value: NewValue::Text(p.name.to_string()),
    };
    // Each goes right behind the last package, so the first to be written comes last.
    let changes = lost.iter().rev().map(add).collect();
    Some(
        finding
            .repair(Repair { changes, ..Repair::guess(format!("Repeat {}", words::short_list(&names)), add(first)) }),
    )
}

/// What a section of one release lacks of a list that it replaces.
struct Lost<'a> {
    packages: Vec<&'a packages::Package>,
    /// Whether the section repeats most of the list, so that its author knew, and left the rest out on purpose.
    left_out: bool,
}

fn lost_from<'a>(list: &'a [packages::Package], section: &packages::DistroSection<'_>) -> Lost<'a> {
    let named = |package: &&packages::Package| section.packages().iter().any(|p| is_same(&p.name, &package.name));
    let (repeated, packages): (Vec<_>, Vec<_>) = list.iter().partition(named);
    Lost { left_out: repeated.len() > packages.len(), packages }
}

/// `nodejs-20` takes the place of `nodejs`, and `gcc-13` that of `gcc-12`: another release has its own versions.
fn is_same(ours: &str, theirs: &str) -> bool {
    let stem = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-')).to_owned();
    ours == theirs || stem(ours) == stem(theirs)
}
