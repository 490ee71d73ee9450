//! `package:` checks and the name they ask for on a tag chain.

use ov_project::{At, Layer, PlacedUnit, Value, View};
use smol_str::SmolStr;

/// A `package:` check that can fail or pass.
#[derive(Clone, Debug)]
pub(crate) struct Probe<'a> {
    /// The check.
    pub(crate) check: View<'a>,
    /// The name asked for where the map has none.
    pub(crate) package: At<&'a SmolStr>,
    /// The entries of `package_map` that are texts.
    pub(crate) map: Vec<Entry<'a>>,
}

/// An entry of `package_map`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    /// The tag.
    pub(crate) tag: At<&'a SmolStr>,
    /// The name there; empty for the next tag's.
    pub(crate) name: At<&'a SmolStr>,
}

/// The `package:` checks of a layer, but not those that are skipped.
pub(crate) fn probes(layer: &Layer) -> impl Iterator<Item = Probe<'_>> {
    layer.content.items("eval").iter().filter_map(PlacedUnit::view).filter_map(probe)
}

/// A check as one for a package, where it is one and not skipped.
pub(crate) fn probe(check: View<'_>) -> Option<Probe<'_>> {
    let package = check.text("package").filter(|at| !at.value.contains("${"))?;
    let is_skipped = check.flag("skip").is_some_and(|at| at.value);
    (!is_skipped).then(|| Probe { check, package, map: entries(check) })
}

/// The entries of a check's `package_map`.
pub(crate) fn entries<'a>(check: View<'a>) -> Vec<Entry<'a>> {
    let entry = |(tag, name): (_, At<&'a Value>)| {
        let value = name.value.text()?;
        Some(Entry { tag, name: At { value, span: name.span } })
    };
    check.map("package_map").filter_map(entry).collect()
}

impl<'a> Probe<'a> {
    /// The entry that decides on a tag chain: the first tag with a name wins.
    pub(crate) fn entry_for(&self, chain: &[SmolStr]) -> Option<Entry<'a>> {
        let entry = |tag: &SmolStr| self.map.iter().find(|e| e.tag.value == tag && !e.name.value.is_empty());
        chain.iter().find_map(entry).copied()
    }

    /// Whether the check is left out on a tag chain.
    pub(crate) fn excludes(&self, chain: &[SmolStr]) -> bool {
        self.check.texts("exclude_distro").any(|at| chain.contains(at.value))
    }

    /// Whether the check says something of exactly this tag.
    pub(crate) fn speaks_of(&self, tag: &str) -> bool {
        self.map.iter().any(|e| e.tag.value == tag) || self.check.texts("exclude_distro").any(|at| at.value == tag)
    }

    /// Whether the package has to be there, not to be absent.
    pub(crate) fn wants_it(&self) -> bool {
        self.check.flag("installed").is_none_or(|at| at.value)
    }
}
