//! Rules by what they look at, told once for all layers.

use crate::rule::Rule;
use ov_schema::StructId;
use rustc_hash::FxHashMap;

/// Which rules have which hook.
pub(crate) struct Hooks<'r> {
    by_key: FxHashMap<&'static str, ItemHooks<'r>>,
    of_all_keys: ItemHooks<'r>,
    /// Those with `check_layer`.
    pub(crate) layer: Vec<&'r dyn Rule>,
}

/// The rules that look at the items of a key.
pub(crate) struct ItemHooks<'r> {
    /// With `check_item`.
    pub(crate) item: Vec<&'r dyn Rule>,
    /// With `check_item_in`.
    pub(crate) item_in: Vec<&'r dyn Rule>,
}

impl<'r> ItemHooks<'r> {
    fn new(rules: impl Iterator<Item = &'r dyn Rule> + Clone) -> Self {
        Self { item: rules.clone().collect(), item_in: rules.filter(|rule| rule.item_reads().is_some()).collect() }
    }
}

/// Whether a rule looks at the items of a key.
pub(crate) fn looks_at(rule: &dyn Rule, key: &str) -> bool {
    rule.item_keys().is_none_or(|keys| keys.contains(&key))
}

impl<'r> Hooks<'r> {
    /// The hooks of these rules.
    pub(crate) fn new(rules: &[&'r dyn Rule]) -> Self {
        let all = rules.iter().copied();
        let keys = ov_schema::get(StructId::LAYER).keys.iter().map(|key| key.name);
        let of_key = |key: &'static str| ItemHooks::new(all.clone().filter(move |rule| looks_at(*rule, key)));
        Self {
            by_key: keys.map(|key| (key, of_key(key))).collect(),
            of_all_keys: ItemHooks::new(all.clone().filter(|rule| rule.item_keys().is_none())),
            layer: all.filter(|rule| rule.layer_reads().is_some()).collect(),
        }
    }

    /// Those that look at the items of a key.
    pub(crate) fn of(&self, key: &str) -> &ItemHooks<'r> {
        self.by_key.get(key).unwrap_or(&self.of_all_keys)
    }
}
