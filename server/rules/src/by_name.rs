//! Which layers have an item of some name.

use crate::changes::{Changes, Reads};
use ov_project::{LayerFile, LayerId, PlacedUnit, Project, View};
use rustc_hash::FxHashMap;
use std::borrow::Borrow;
use std::hash::Hash;

/// By what items of a list are found.
pub(crate) struct Lookup<K> {
    /// The list.
    pub(crate) list: &'static str,
    /// What `key` looks at.
    pub(crate) reads: Reads,
    /// The name of an item, where it counts.
    pub(crate) key: fn(View<'_>) -> Option<K>,
}

/// The layers by the names of their items; of each name every layer once, in their order.
#[derive(Clone, Debug)]
pub(crate) struct ByName<K>(FxHashMap<K, Vec<LayerId>>);

impl<K: Hash + Eq> ByName<K> {
    pub(crate) fn gather(project: &Project, lookup: &Lookup<K>) -> Self {
        let mut found: FxHashMap<K, Vec<LayerId>> = FxHashMap::default();
        for id in project.layer_ids() {
            for name in lookup.names(&project.layer(id).content) {
                let layers = found.entry(name).or_default();
                if layers.last() != Some(&id) {
                    layers.push(id);
                }
            }
        }
        Self(found)
    }

    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, name: &Q) -> &[LayerId]
    where
        K: Borrow<Q>,
    {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// After an edit of some layers, which all say `now`.
    pub(crate) fn edit(&mut self, layers: &[LayerId], lookup: &Lookup<K>, changes: &Changes<'_>, now: &LayerFile) {
        let (gone, come) = changes.units(lookup.list);
        let come = || come.iter().filter_map(|unit| lookup.name(*unit));
        for name in gone.iter().filter_map(|unit| lookup.name(*unit)) {
            if !come().any(|other| other == name) && !lookup.names(now).any(|other| other == name) {
                self.forget(&name, layers);
            }
        }
        for name in come() {
            let known = self.0.entry(name).or_default();
            for layer in layers {
                if let Err(at) = known.binary_search(layer) {
                    known.insert(at, *layer);
                }
            }
        }
    }

    fn forget(&mut self, name: &K, layers: &[LayerId]) {
        if let Some(known) = self.0.get_mut(name) {
            known.retain(|layer| !layers.contains(layer));
            if known.is_empty() {
                self.0.remove(name);
            }
        }
    }
}

impl<K> Lookup<K> {
    fn names<'l>(&'l self, layer: &'l LayerFile) -> impl Iterator<Item = K> + 'l {
        layer.items(self.list).iter().filter_map(|unit| self.name(unit))
    }

    fn name(&self, unit: PlacedUnit<'_>) -> Option<K> {
        unit.view().and_then(self.key)
    }
}
