//! Names that `package:` checks lack for a distro, and how to give them.

mod order;
mod repairs;
mod sort;

use crate::context::LayerContext;
use crate::listing::{Listed, Usage, distro_of, installed_in, installs, needed, usages};
use crate::names::{Candidate, Question, candidates};
use crate::probes::Probe;
use crate::tags::{OLD_ARCH, is_before_arch};
use crate::world;
use ov_project::{LayerId, Target, TargetKind};
use smol_str::SmolStr;

pub(crate) use order::Habit;
pub(crate) use repairs::{of_file, of_probe};
pub use sort::sort_package_map;

/// A distro on which a check asks for a name that is not installed there.
pub(crate) struct Gap<'a> {
    /// The tag to map.
    pub(crate) tag: SmolStr,
    /// The tags of those who use the layer so.
    pub(crate) chain: Vec<SmolStr>,
    /// Who uses the layer so; empty where only a section says so.
    pub(crate) targets: Vec<&'a Target>,
    /// What the layer lists for them.
    pub(crate) here: Vec<&'a Listed>,
    /// What the package may be called there, the best first.
    pub(crate) candidates: Vec<Candidate>,
}

/// A check with the distros on which it asks for the wrong name.
pub(crate) struct Incomplete<'a> {
    /// The check.
    pub(crate) probe: Probe<'a>,
    /// Where its name is listed.
    pub(crate) homes: Vec<Listed>,
    /// At least one.
    pub(crate) gaps: Vec<Gap<'a>>,
}

/// What is wrong with a check whose name the layer lists for some distros and not for others that use it.
pub(crate) fn incomplete<'a>(layer: &LayerContext<'a>, probe: Probe<'a>) -> Option<Incomplete<'a>> {
    let homes = layer.listed().iter().filter(|l| l.name == *probe.package.value);
    let homes: Vec<Listed> = homes.cloned().collect();
    if homes.is_empty() || !layer.uneven().contains(probe.package.value) {
        return None;
    }
    let gaps: Vec<Gap<'_>> = usages(layer).into_iter().filter_map(|u| gap(layer, &probe, &homes, u)).collect();
    (!gaps.is_empty()).then_some(Incomplete { probe, homes, gaps })
}

fn gap<'a>(layer: &LayerContext<'a>, probe: &Probe<'_>, homes: &[Listed], usage: Usage<'a>) -> Option<Gap<'a>> {
    let Usage { chain, targets } = usage;
    let name = probe.package.value;
    let here = layer.installed_for(&chain);
    if here.is_empty() || installs(layer.tables(), &here, name, &chain) {
        return None;
    }
    if probe.excludes(&chain) || probe.entry_for(&chain).is_some() {
        return None;
    }
    if targets.iter().all(|t| matches!(t.kind, TargetKind::Local | TargetKind::Vm))
        && speaks_of_old_arch(layer, probe, &chain)
    {
        return None;
    }
    let absent = |layers: &[LayerId]| !installed_in(layer.around(), layers, name, &chain);
    // Of a target whose distro only its format tells, less is known than that the layer is used there.
    let used = targets.iter().any(|target| target.distro.is_some() || !absent(&target.layers));
    // A name that the distro does not have is not brought by layers out of reach either.
    let nobody_has_it = chain.iter().any(|tag| world::absent(layer.tables(), distro_of(tag), name).is_some());
    let is_known = |t: &&Target| (!t.incomplete || nobody_has_it) && absent(&t.layers);
    let targets: Vec<&Target> = targets.into_iter().filter(is_known).collect();
    if used && targets.is_empty() || !absent(&needed(layer)) {
        return None;
    }
    let tag = section_tag(&chain, &here)?;
    let tags: Vec<Option<&SmolStr>> = homes.iter().map(|home| home.tag.as_ref()).collect();
    let all = layer.listed();
    let beside: Vec<SmolStr> = all.iter().filter(|l| tags.contains(&l.tag.as_ref())).map(|l| l.name.clone()).collect();
    let homes: Vec<&str> = tags.iter().flatten().map(|tag| distro_of(tag)).collect();
    let question = Question { package: name, homes: &homes, chain: &chain, here: &here, beside: &beside };
    let candidates = candidates(layer.around(), &question);
    Some(Gap { tag, chain, targets, here, candidates })
}

/// Whether the machines or images that the layer may be meant for can have the tag that Arch had in older projects, and the check knows it.
fn speaks_of_old_arch(layer: &LayerContext<'_>, probe: &Probe<'_>, chain: &[SmolStr]) -> bool {
    is_before_arch(layer) && chain.iter().any(|tag| tag == "arch") && probe.speaks_of(OLD_ARCH)
}

impl Gap<'_> {
    /// The name to give, where one is better than all others.
    pub(crate) fn best(&self) -> Option<&Candidate> {
        self.candidates.first().filter(|candidate| candidate.sole)
    }
}

/// The tag that a map entry for the chain should have: that of a section, without version if there is one.
fn section_tag(chain: &[SmolStr], here: &[&Listed]) -> Option<SmolStr> {
    let has_section = |tag: &&SmolStr| here.iter().any(|l| l.tag.as_ref() == Some(tag));
    let plain = |tag: &&SmolStr| !tag.contains(':');
    let found = chain.iter().filter(plain).find(has_section).or_else(|| chain.iter().find(has_section));
    found.or_else(|| chain.iter().find(plain)).or_else(|| chain.first()).cloned()
}
