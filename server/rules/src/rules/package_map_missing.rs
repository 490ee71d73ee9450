//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::listing::distro_of;
use crate::package_map::{self, Gap, Incomplete, incomplete};
use crate::probes::{Probe, probes};
use crate::reach;
use crate::rule::{Group, Info, Rule};
use crate::words::{self, code};
use ov_project::Target;
use smol_str::SmolStr;

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "package-map-missing",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check asks for a package by a name that another distro does not know",
    docs: include_str!("package_map_missing.md"),
};

/// Above so many checks, none offers to mend them all.
const MANY: usize = 20;

/// The rule.
pub(crate) struct PackageMapMissing;

impl Rule for PackageMapMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "eval.package", "eval.package_map", "eval.exclude_distro", "eval.installed", "eval.skip"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let probes = probes(layer.layer).filter(Probe::wants_it);
        let found: Vec<Incomplete<'_>> = probes.filter_map(|probe| incomplete(layer, probe)).collect();
        let all = if found.len() <= MANY { package_map::of_file(layer, &found) } else { None };
        for check in &found {
            let mut finding = report(layer, check);
            finding.repairs = package_map::of_probe(layer, check);
            finding.repairs.extend(all.clone());
            findings.push(finding);
        }
    }
}

fn report(layer: &LayerContext<'_>, check: &Incomplete<'_>) -> Finding {
    let Incomplete { probe, homes, gaps } = check;
    let targets: Vec<&Target> = gaps.iter().flat_map(|g| g.targets.iter().copied()).collect();
    let library = layer.project().images.is_empty() && layer.targets().next().is_none();
    let severity = if targets.is_empty() && !library { Severity::Hint } else { Severity::Warning };
    let name = probe.package.value;
    let of_distros = distros(homes.iter().filter_map(|h| h.tag.as_ref()));
    let of_all = homes.iter().any(|home| home.tag.is_none());
    let message = format!(
        "`{name}` is listed for {} but not for {}, so this check {}; {}",
        if of_all {
            "every distro without a section of its own release".to_owned()
        } else {
            words::short_list(&of_distros)
        },
        words::list(&distros(gaps.iter().map(|g| &g.tag))),
        if targets.is_empty() { "would fail there".to_owned() } else { format!("fails in {}", reach::named(&targets)) },
        remedy(gaps),
    );
    let mut finding = Finding::new(&INFO, layer.place(probe.package.span), message).severity(severity);
    for home in homes.iter().take(1) {
        finding = finding.related(layer.place(home.span), format!("`{name}` is listed here"));
    }
    for gap in gaps {
        let other = gap.best().and_then(|c| gap.here.iter().find(|l| l.name == c.name));
        if let Some(other) = other {
            finding = finding.related(layer.place(other.span), format!("`{}` is listed for {}", other.name, gap.tag));
        }
    }
    layer.with_mentions(finding, &targets)
}

fn distros<'t>(tags: impl Iterator<Item = &'t SmolStr>) -> Vec<&'t str> {
    let mut distros: Vec<&str> = tags.map(|tag| distro_of(tag)).collect();
    let mut seen = Vec::new();
    distros.retain(|distro| {
        let new = !seen.contains(distro);
        seen.push(*distro);
        new
    });
    distros
}

fn remedy(gaps: &[Gap<'_>]) -> String {
    let known = |gap: &Gap<'_>| Some(format!("{} to {}", gap.tag, code(&gap.best()?.name)));
    let names: Vec<String> = gaps.iter().filter_map(known).collect();
    if names.is_empty() {
        "add `package_map` with its name there, or leave the distro out with `exclude_distro`".into()
    } else {
        format!("map {}", words::list(&names))
    }
}
