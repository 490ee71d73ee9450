//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::installs::Sections;
use crate::listing::{Usage, usages};
use crate::probes::{Probe, probe};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{reach, world};
use ov_project::At;
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "check-package-provided",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check asks for a package by a name that another package only provides",
    docs: include_str!("check_package_provided.md"),
};

pub(crate) struct CheckPackageProvided;

impl Rule for CheckPackageProvided {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(probe) = item.check().and_then(|check| probe(check.view)).filter(Probe::wants_it) else { return };
        let mut names = probe.map.iter().map(|entry| entry.name.value).chain([probe.package.value]);
        if !names.any(|name| world::is_provided_somewhere(name)) || Sections::new(&layer.layer.content).brings_foreign()
        {
            return;
        }
        let usages = usages(layer);
        let asked: Vec<(At<&SmolStr>, &Usage<'_>)> = usages
            .iter()
            .filter(|usage| !probe.excludes(&usage.chain))
            .map(|usage| (probe.entry_for(&usage.chain).map_or(probe.package, |entry| entry.name), usage))
            .collect();
        let wrong = asked.iter().find_map(|(name, usage)| Some((*name, *usage, provider(name.value, usage)?)));
        let Some((name, usage, (release, instead))) = wrong else { return };
        let whom =
            if usage.targets.is_empty() { String::new() } else { format!(" in {}", reach::named(&usage.targets)) };
        let message = format!(
            "`{}` is no package of {release}: `{instead}` provides the name, and this check fails{whom}",
            name.value
        );
        let library = layer.project().images.is_empty() && layer.targets().next().is_none();
        let severity = if usage.targets.is_empty() && !library { Severity::Hint } else { Severity::Warning };
        let mut finding = Finding::new(&INFO, layer.place(name.span), message).severity(severity);
        let others =
            asked.iter().any(|(other, usage)| other.span == name.span && provider(name.value, usage).is_none());
        if !others {
            let change = Change::ReplaceScalar { scalar: layer.place(name.span), to: instead.to_owned() };
            finding = finding.repair(Repair::guess(format!("Write `{instead}`"), change));
        }
        findings.push(layer.with_mentions(finding, &usage.targets));
    }
}

/// The release of a usage on which a name is only provided, and the package that does.
fn provider<'u>(name: &str, usage: &'u Usage<'_>) -> Option<(&'u str, &'static str)> {
    usage.chain.iter().find_map(|tag| Some((tag.as_str(), world::provided(name, tag)?)))
}
