//! See the page beside this file.

use crate::Severity;
use crate::context::LayerContext;
use crate::counterpart::{Counterpart, counterpart};
use crate::finding::Finding;
use crate::listing::{Listed, Usage, distro_of, installed_in, installs, listed, listed_for, needed, usages};
use crate::probes::{Probe, probes};
use crate::reach;
use crate::repair::{Change, NewValue, Repair, Safety};
use crate::rule::{Group, Info, Rule};
use crate::words::{self, code};
use ov_project::{LayerId, Target};
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

/// The rule.
pub(crate) struct PackageMapMissing;

impl Rule for PackageMapMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for probe in probes(layer.layer).filter(Probe::wants_it) {
            let homes = listed(&layer.layer.content).into_iter().filter(|l| l.name == *probe.package.value);
            let homes: Vec<Listed> = homes.collect();
            if homes.is_empty() || homes.iter().any(|home| home.tag.is_none()) {
                continue;
            }
            let gaps: Vec<Gap<'_>> = usages(layer).into_iter().filter_map(|u| gap(layer, &probe, u)).collect();
            if !gaps.is_empty() {
                findings.push(report(layer, &probe, &homes, &gaps));
            }
        }
    }
}

/// A distro on which the check asks for a name that is not installed there.
struct Gap<'a> {
    /// The tag to map.
    tag: SmolStr,
    /// Who uses the layer so; empty where only a section says so.
    targets: Vec<&'a Target>,
    here: Vec<Listed>,
    counterpart: Option<Counterpart>,
}

fn gap<'a>(layer: &LayerContext<'a>, probe: &Probe<'_>, usage: Usage<'a>) -> Option<Gap<'a>> {
    let Usage { chain, targets } = usage;
    let content = &layer.layer.content;
    let here = listed_for(content, &chain);
    if here.is_empty() || installs(&here, probe.package.value, &chain) {
        return None;
    }
    if probe.excludes(&chain) || probe.entry_for(&chain).is_some() {
        return None;
    }
    let absent = |layers: &[LayerId]| !installed_in(&layer.around, layers, probe.package.value, &chain);
    let used = !targets.is_empty();
    let targets: Vec<&Target> = targets.into_iter().filter(|t| !t.incomplete && absent(&t.layers)).collect();
    if used && targets.is_empty() || !absent(&needed(layer)) {
        return None;
    }
    let tag = section_tag(&chain, &here)?;
    let name = probe.package.value;
    let home = listed(content);
    let sections: Vec<&Option<SmolStr>> = home.iter().filter(|l| l.name == *name).map(|l| &l.tag).collect();
    let beside: Vec<SmolStr> = home.iter().filter(|l| sections.contains(&&l.tag)).map(|l| l.name.clone()).collect();
    let counterpart = counterpart(&layer.around, name, &chain, &here, &beside);
    Some(Gap { tag, targets, here, counterpart })
}

/// The tag that a map entry for the chain should have: that of a section, without version if there is one.
fn section_tag(chain: &[SmolStr], here: &[Listed]) -> Option<SmolStr> {
    let has_section = |tag: &&SmolStr| here.iter().any(|l| l.tag.as_ref() == Some(tag));
    let plain = |tag: &&SmolStr| !tag.contains(':');
    let found = chain.iter().filter(plain).find(has_section).or_else(|| chain.iter().find(has_section));
    found.or_else(|| chain.iter().find(plain)).or_else(|| chain.first()).cloned()
}

fn report(layer: &LayerContext<'_>, probe: &Probe<'_>, homes: &[Listed], gaps: &[Gap<'_>]) -> Finding {
    let targets: Vec<&Target> = gaps.iter().flat_map(|g| g.targets.iter().copied()).collect();
    let library = layer.around.project.images.is_empty() && layer.targets().next().is_none();
    let severity = if targets.is_empty() && !library { Severity::Hint } else { Severity::Warning };
    let name = probe.package.value;
    let message = format!(
        "`{name}` is listed for {} but not for {}, so this check {}; {}",
        words::short_list(&distros(homes.iter().filter_map(|h| h.tag.as_ref()))),
        words::list(&distros(gaps.iter().map(|g| &g.tag))),
        if targets.is_empty() { "would fail there".to_owned() } else { format!("fails in {}", reach::named(&targets)) },
        remedy(gaps),
    );
    let mut finding = Finding::new(&INFO, layer.place(probe.package.span), message).severity(severity);
    for home in homes.iter().take(1) {
        finding = finding.related(layer.place(home.span), format!("`{name}` is listed here"));
    }
    for gap in gaps {
        let other = gap.counterpart.as_ref().and_then(|c| gap.here.iter().find(|l| l.name == c.name));
        if let Some(other) = other {
            finding = finding.related(layer.place(other.span), format!("`{}` is listed for {}", other.name, gap.tag));
        }
    }
    finding = layer.with_mentions(finding, &targets);
    finding.repairs.extend(repair(layer, probe, gaps));
    finding
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
    let known = |gap: &Gap<'_>| Some(format!("{} to {}", gap.tag, code(&gap.counterpart.as_ref()?.name)));
    let names: Vec<String> = gaps.iter().filter_map(known).collect();
    if names.is_empty() {
        "add `package_map` with its name there, or leave the distro out with `exclude_distro`".into()
    } else {
        format!("map {}", words::list(&names))
    }
}

/// Entries for all distros of which a name is known.
fn repair(layer: &LayerContext<'_>, probe: &Probe<'_>, gaps: &[Gap<'_>]) -> Option<Repair> {
    let mut entries: Vec<(&SmolStr, &Counterpart)> = Vec::new();
    for gap in gaps {
        let present =
            entries.iter().any(|(tag, _)| **tag == gap.tag) || probe.map.iter().any(|e| *e.tag.value == gap.tag);
        entries.extend(gap.counterpart.as_ref().filter(|_| !present).map(|c| (&gap.tag, c)));
    }
    let text = |name: &SmolStr| NewValue::Text(name.to_string());
    let changes = match (entries.as_slice(), probe.map.last()) {
        ([], _) => return None,
        (entries, Some(last)) => {
            let beside = layer.place(last.tag.span);
            let add = |(tag, c): &(&SmolStr, &Counterpart)| Change::AddEntry {
                beside,
                key: tag.to_string(),
                value: text(&c.name),
            };
            entries.iter().map(add).collect()
        }
        // An empty map would get a second one beside it.
        (_, None) if probe.check.has("package_map") => return None,
        (entries, None) => {
            let map = entries.iter().map(|(tag, c)| (tag.to_string(), text(&c.name))).collect();
            let beside = layer.place(probe.check.key_span("package")?);
            vec![Change::AddEntry { beside, key: "package_map".into(), value: NewValue::Map(map) }]
        }
    };
    let safety = if entries.iter().all(|(_, c)| c.certain) { Safety::Safe } else { Safety::Unsafe };
    let names: Vec<String> = entries.iter().map(|(tag, c)| format!("`{}` on {tag}", c.name)).collect();
    let title = format!("Ask for {}", words::list(&names));
    Some(Repair { title, safety, changes, deletes: Vec::new() })
}
