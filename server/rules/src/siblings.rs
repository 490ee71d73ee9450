//! What two layers have in common.

use crate::listing::listed;
use crate::services::{ServiceExt, stem};
use ov_project::Layer;
use ov_syntax::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

/// Something that both layers have.
pub(crate) struct Common {
    kind: Kind,
    /// As messages call it: "service `nginx`".
    pub(crate) label: String,
    /// Where the other layer has it.
    pub(crate) theirs: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Service,
    Package,
    Probe,
}

impl Kind {
    fn noun(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Package => "package",
            Self::Probe => "check of",
        }
    }
}

impl Common {
    /// Whether a layer has so much in common with another that they are two versions of one thing: a service, or most of
    /// its packages or checks.
    pub(crate) fn is_telling(common: &[Self], layer: &Layer) -> bool {
        let all = traits(layer);
        let most = |kind: Kind| {
            let shared = common.iter().filter(|c| c.kind == kind).count();
            let own = all.iter().filter(|((of, _), _)| *of == kind).count();
            shared >= 2 && shared * 2 > own
        };
        common.iter().any(|c| c.kind == Kind::Service) || most(Kind::Package) || most(Kind::Probe)
    }
}

/// What both have, in the order of the first.
pub(crate) fn in_common(layer: &Layer, other: &Layer) -> Vec<Common> {
    let theirs: FxHashMap<Trait, Span> = traits(other).into_iter().rev().collect();
    let mut seen: FxHashSet<Trait> = FxHashSet::default();
    let mine = traits(layer).into_iter().map(|(key, _)| key).filter(|key| seen.insert(key.clone()));
    let shared = mine.filter_map(|key| Some((theirs.get(&key).copied()?, key)));
    shared.map(|(theirs, (kind, name))| Common { kind, label: format!("{} `{name}`", kind.noun()), theirs }).collect()
}

/// Something that tells what a layer is for.
type Trait = (Kind, SmolStr);

/// Services, packages and checks by what identifies them.
fn traits(layer: &Layer) -> Vec<(Trait, Span)> {
    let services = layer.services().filter_map(|service| {
        let unit = service.unit().map(|at| stem(at.value));
        let name = Some(service.name()).filter(|name| !name.is_empty()).or(unit)?;
        Some(((Kind::Service, name.into()), service.name_span()))
    });
    let packages = listed(&layer.content).into_iter().filter(|package| !package.of_aur);
    let packages = packages.map(|package| ((Kind::Package, package.name), package.span));
    let checks = layer.content.items("eval").iter().filter_map(|unit| {
        let check = unit.view()?;
        let subject = ["package", "file", "service", "command"].iter().find_map(|verb| check.text(verb))?;
        Some(((Kind::Probe, subject.value.clone()), subject.span))
    });
    services.chain(packages).chain(checks).collect()
}
