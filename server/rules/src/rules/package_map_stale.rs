//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::{Finding, Tag};
use crate::listing::{Listed, Usage, distro_of, installed_in, installs, needed, usages, usual_chain};
use crate::probes::{Entry, Probe, probes};
use crate::reach;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use ov_project::Target;
use ov_project::packages::format_of_distro;
use ov_syntax::Span;
use smol_str::SmolStr;

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "package-map-stale",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "an entry of `package_map` that the layer's packages no longer bear out",
    docs: include_str!("package_map_stale.md"),
};

/// The rule.
pub(crate) struct PackageMapStale;

impl Rule for PackageMapStale {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "eval.package", "eval.package_map", "eval.exclude_distro", "eval.installed", "eval.skip"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut probes = probes(layer.layer).filter(|p| !p.map.is_empty()).peekable();
        if probes.peek().is_none() {
            return;
        }
        let usages = usages(layer);
        for probe in probes {
            for entry in probe.map.iter().filter(|e| !e.name.value.is_empty()) {
                let found = outdated(layer, &probe, entry, &usages);
                findings.extend(found.or_else(|| redundant(layer, &probe, entry, &usages)));
            }
        }
    }
}

/// An entry whose name is listed nowhere for its distro, while a name that the check gives another distro is.
fn outdated(layer: &LayerContext<'_>, probe: &Probe<'_>, entry: &Entry<'_>, usages: &[Usage<'_>]) -> Option<Finding> {
    if !probe.wants_it() {
        return None;
    }
    let decided = usages.iter().filter(|u| {
        let winner = probe.entry_for(&u.chain).is_some_and(|e| e.tag.span == entry.tag.span);
        winner && !probe.excludes(&u.chain)
    });
    let stale: Vec<(&Usage<'_>, &Listed)> =
        decided.filter_map(|usage| Some((usage, instead(layer, probe, entry, usage)?))).collect();
    let (_, listed) = stale.first()?;
    let targets: Vec<&Target> = stale.iter().flat_map(|(usage, _)| usage.targets.iter().copied()).collect();
    let library = layer.project().images.is_empty() && layer.targets().next().is_none();
    let severity = if targets.is_empty() && !library { Severity::Hint } else { Severity::Warning };
    let (name, tag) = (entry.name.value, entry.tag.value);
    let fails =
        if targets.is_empty() { "would fail there".to_owned() } else { format!("fails in {}", reach::named(&targets)) };
    let message = format!(
        "`{name}` is not listed for {tag}, so this check {fails}; listed is `{}`, the name that this check has for another distro",
        listed.name
    );
    let place = layer.place(entry.name.span);
    let change = Change::ReplaceScalar { scalar: place, to: listed.name.to_string() };
    let finding = Finding::new(&INFO, place, message)
        .severity(severity)
        .related(layer.place(listed.span), format!("`{}` is listed here", listed.name))
        .repair(Repair::guess(format!("Ask for `{}` on {tag}", listed.name), change));
    let finding = layer.with_mentions(finding, &targets);
    // Without the entry the check asks for its own name there.
    let rules_there = |e: &Entry<'_>| e.tag.span != entry.tag.span && may_follow(tag, e.tag.value, usages);
    Some(if listed.name == *probe.package.value && !probe.map.iter().any(rules_there) {
        let key = if probe.map.len() == 1 { probe.check.key_span("package_map")? } else { entry.tag.span };
        let title = format!("Remove the entry, so that the check asks for `{}`", listed.name);
        finding.repair(Repair::guess(title, Change::RemoveEntry { entry: layer.place(key) }))
    } else {
        finding
    })
}

/// What is listed for the chain in place of the entry's name.
fn instead<'a>(
    layer: &LayerContext<'a>,
    probe: &Probe<'_>,
    entry: &Entry<'_>,
    usage: &Usage<'_>,
) -> Option<&'a Listed> {
    let here = layer.listed_for(&usage.chain);
    let name = entry.name.value;
    if installs(layer.tables(), &here, name, &usage.chain) {
        return None;
    }
    let targets = &usage.targets;
    let others = targets.iter().any(|t| t.incomplete || installed_in(layer.around(), &t.layers, name, &usage.chain));
    if others || installed_in(layer.around(), &needed(layer), name, &usage.chain) {
        return None;
    }
    let names = probe.map.iter().map(|e| e.name.value).chain([probe.package.value]);
    let mut others = names.filter(|other| !other.is_empty() && !related_names(other, name));
    others.find_map(|other| here.iter().copied().find(|l| l.name == *other && l.tag.is_some()))
}

/// One name that continues the other is likely its part, which comes along without being listed.
fn related_names(left: &str, right: &str) -> bool {
    left.starts_with(right) || right.starts_with(left)
}

/// An entry that says on every chain what the check says without it.
fn redundant(layer: &LayerContext<'_>, probe: &Probe<'_>, entry: &Entry<'_>, usages: &[Usage<'_>]) -> Option<Finding> {
    let is_same = |e: &Entry<'_>| e.name.value == probe.package.value;
    let tag = entry.tag.value;
    // A chain we do not know may hold any other tag behind this one.
    let other_matters = |e: &Entry<'_>| e.tag.value != tag && !is_same(e) && may_follow(tag, e.tag.value, usages);
    let known = format_of_distro(distro_of(tag)).is_some();
    if !known || !is_same(entry) || probe.map.iter().any(other_matters) {
        return None;
    }
    let name = entry.name.value;
    let message = format!("the check asks for `{name}` on {tag} without this entry, too");
    let whole = Span::new(entry.tag.span.start, entry.name.span.end);
    let last_ones = probe.map.iter().all(is_same);
    let key = if last_ones { probe.check.key_span("package_map")? } else { entry.tag.span };
    let title = if last_ones {
        "Remove `package_map`, which changes nothing"
    } else {
        "Remove the entry, which changes nothing"
    };
    let change = Change::RemoveEntry { entry: layer.place(key) };
    let finding = Finding::new(&INFO, layer.place(whole), message).severity(Severity::Hint).tag(Tag::Unnecessary);
    let finding = finding.related(layer.place(probe.package.span), "the same name for all distros");
    Some(finding.repair(Repair::guess(title, change)))
}

/// Whether an image with `tag` may have `other` among its less specific tags.
fn may_follow(tag: &SmolStr, other: &SmolStr, usages: &[Usage<'_>]) -> bool {
    let behind = |chain: &[SmolStr]| {
        let position = |wanted: &SmolStr| chain.iter().position(|t| t == wanted);
        position(tag).zip(position(other)).is_some_and(|(tag, other)| tag < other)
    };
    let family = usual_chain(tag);
    behind(&family) || usages.iter().any(|u| behind(&u.chain)) || distro_of(tag) == distro_of(other)
}
