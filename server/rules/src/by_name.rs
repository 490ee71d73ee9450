//! Which layers have an item of some name.

use crate::changes::{Changes, Reads};
use ov_project::{LayerId, PlacedUnit, Project, View};
use rustc_hash::{FxHashMap, FxHashSet};
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

/// The layers by the names of their items.
#[derive(Clone, Debug)]
pub(crate) struct ByName<K> {
    users: FxHashMap<K, Vec<User>>,
    /// Of each layer the names that stand more than once in the project.
    shared: FxHashMap<LayerId, FxHashSet<K>>,
}

/// A layer with items of some name, and how many.
#[derive(Clone, Copy, Debug)]
struct User {
    layer: LayerId,
    items: u32,
}

impl<K: Hash + Eq + Clone> ByName<K> {
    pub(crate) fn gather(project: &Project, lookup: &Lookup<K>) -> Self {
        let mut found = Self { users: FxHashMap::default(), shared: FxHashMap::default() };
        for id in project.layer_ids() {
            let items = project.layer(id).content.items(lookup.list);
            items.iter().filter_map(|unit| lookup.name(unit)).for_each(|name| found.add(name, id));
        }
        found
    }

    /// The layers with a name, each once, in their order.
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, name: &Q) -> impl Iterator<Item = LayerId>
    where
        K: Borrow<Q>,
    {
        self.users.get(name).into_iter().flatten().map(|user| user.layer)
    }

    /// The names in a layer that stand more than once in the project; `None` where it has none.
    pub(crate) fn shared(&self, layer: LayerId) -> Option<&FxHashSet<K>> {
        self.shared.get(&layer)
    }

    /// After an edit of some layers, which all say the same.
    pub(crate) fn edit(&mut self, layers: &[LayerId], lookup: &Lookup<K>, changes: &Changes<'_>) {
        let (gone, come) = changes.units(lookup.list);
        for layer in layers {
            gone.iter().filter_map(|unit| lookup.name(*unit)).for_each(|name| self.remove(&name, *layer));
            come.iter().filter_map(|unit| lookup.name(*unit)).for_each(|name| self.add(name, *layer));
        }
    }

    fn add(&mut self, name: K, layer: LayerId) {
        let users = self.users.entry(name.clone()).or_default();
        match users.binary_search_by_key(&layer, |user| user.layer) {
            Ok(at) => users[at].items += 1,
            Err(at) => users.insert(at, User { layer, items: 1 }),
        }
        match users.as_slice() {
            [only] if only.items == 1 => {}
            [one, other] if one.items + other.items == 2 => {
                self.shared.entry(one.layer).or_default().insert(name.clone());
                self.shared.entry(other.layer).or_default().insert(name);
            }
            _ => drop(self.shared.entry(layer).or_default().insert(name)),
        }
    }

    fn remove(&mut self, name: &K, layer: LayerId) {
        let Some(users) = self.users.get_mut(name) else { return };
        let Ok(at) = users.binary_search_by_key(&layer, |user| user.layer) else { return };
        users[at].items -= 1;
        let mut alone = Vec::new();
        if users[at].items == 0 {
            users.remove(at);
            alone.push(layer);
        }
        if let [only] = users.as_slice()
            && only.items == 1
        {
            alone.push(only.layer);
        }
        if users.is_empty() {
            self.users.remove(name);
        }
        for layer in alone {
            self.unshare(name, layer);
        }
    }

    fn unshare(&mut self, name: &K, layer: LayerId) {
        if let Some(names) = self.shared.get_mut(&layer) {
            names.remove(name);
            if names.is_empty() {
                self.shared.remove(&layer);
            }
        }
    }
}

impl<K> Lookup<K> {
    fn name(&self, unit: PlacedUnit<'_>) -> Option<K> {
        unit.view().and_then(self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(names: &ByName<u8>) -> Vec<(u32, Vec<u8>)> {
        let sorted = |set: &FxHashSet<u8>| {
            let mut all: Vec<u8> = set.iter().copied().collect();
            all.sort_unstable();
            all
        };
        let mut all: Vec<_> = names.shared.iter().map(|(layer, set)| (layer.0, sorted(set))).collect();
        all.sort();
        all
    }

    #[test]
    fn names_are_shared_while_they_stand_twice() {
        let mut names = ByName { users: FxHashMap::default(), shared: FxHashMap::default() };
        let (one, other) = (LayerId(1), LayerId(2));
        names.add(7, one);
        assert_eq!(shared(&names), []);
        names.add(7, other);
        assert_eq!(shared(&names), [(1, vec![7]), (2, vec![7])]);
        names.add(7, other);
        names.remove(&7, one);
        assert_eq!(shared(&names), [(2, vec![7])]);
        names.remove(&7, other);
        assert_eq!((shared(&names), names.get(&7).collect::<Vec<_>>()), (vec![], vec![other]));
        names.remove(&7, other);
        names.remove(&7, other);
        assert!(names.users.is_empty());
    }

    /// However edits came, the same names are shared as where they stood from the start.
    #[test]
    fn any_order_comes_to_the_same() {
        let mut edited = ByName { users: FxHashMap::default(), shared: FxHashMap::default() };
        let mut items: Vec<(u8, LayerId)> = Vec::new();
        let mut seed = 7_u32;
        for _ in 0..2_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let item = ((seed >> 24) as u8 % 4, LayerId((seed >> 16) % 3));
            let known = items.iter().position(|known| *known == item);
            if let Some(at) = known.filter(|_| seed & 0x800 != 0) {
                items.swap_remove(at);
                edited.remove(&item.0, item.1);
            } else {
                items.push(item);
                edited.add(item.0, item.1);
            }
            let mut fresh = ByName { users: FxHashMap::default(), shared: FxHashMap::default() };
            for (name, layer) in &items {
                fresh.add(*name, *layer);
            }
            assert_eq!(shared(&edited), shared(&fresh), "{items:?}");
        }
    }
}
