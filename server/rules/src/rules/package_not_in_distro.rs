//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::installs::Sections;
use crate::listing::{Listed, Usage, distro_of, reaches, usages};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, reach, world};
use ov_project::Target;
use ov_project::packages::format_of_distro;

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
        let is_suspect = |l: &&Listed| !l.of_aur && world::absent_anywhere(layer.tables(), &l.name);
        let mut suspects = layer.listed().iter().filter(is_suspect).peekable();
        if suspects.peek().is_none() {
            return;
        }
        let sections = Sections::new(&layer.layer.content);
        // Packages may come from elsewhere then.
        if !sections.brings_foreign() {
            findings.extend(suspects.filter_map(|package| judge(layer, package, &sections)));
        }
    }
}

fn judge(layer: &LayerContext<'_>, package: &Listed, sections: &Sections<'_>) -> Option<Finding> {
    let gets = |usage: &Usage<'_>| {
        if let Some(tag) = &package.tag {
            return reaches(tag, &usage.chain);
        }
        let format = usage.chain.iter().find_map(|tag| format_of_distro(distro_of(tag)));
        !sections.has_map || format.is_some_and(|format| sections.has_format(format))
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
    let tag = package.tag.as_ref().or(first.chain.last());
    let distro = tag.map_or("", |tag| distro_of(tag));
    let targets: Vec<&Target> = lacking.iter().flat_map(|(usage, _)| usage.targets.iter().copied()).collect();
    let library = layer.project().images.is_empty() && layer.targets().next().is_none();
    let severity = if targets.is_empty() && !library { Severity::Info } else { Severity::Warning };
    let whom = if targets.is_empty() { String::new() } else { format!(" in {}", reach::named(&targets)) };
    let message =
        format!("{distro} has no package `{}`, so the build stops there{whom}; it is `{instead}`", package.name);
    let place = layer.place(package.span);
    let mut finding = Finding::new(&INFO, place, message).severity(severity);
    let is_bare_name = package.span.len() as usize <= package.name.len() + 2;
    if package.tag.is_some() && is_bare_name {
        let change = Change::ReplaceScalar { scalar: place, to: (*instead).to_owned() };
        finding = finding.repair(Repair::guess(format!("Write `{instead}`"), change));
    }
    Some(layer.with_mentions(finding, &targets))
}
