//! Rules by what they look at, told once for all layers.

use crate::rule::Rule;
use ov_schema::StructId;
use rustc_hash::FxHashMap;

/// Which rules have which hook.
pub(crate) struct Hooks<'r> {
    by_key: FxHashMap<&'static str, Vec<&'r dyn Rule>>,
    of_all_keys: Vec<&'r dyn Rule>,
    /// Those with `check_item_in`.
    pub(crate) item_in: Vec<&'r dyn Rule>,
    /// Those with `check_layer`.
    pub(crate) layer: Vec<&'r dyn Rule>,
}

impl<'r> Hooks<'r> {
    /// The hooks of these rules.
    pub(crate) fn new(rules: &[&'r dyn Rule]) -> Self {
        let of = |takes: &dyn Fn(&dyn Rule) -> bool| rules.iter().copied().filter(|rule| takes(*rule)).collect();
        let looks_at = |rule: &dyn Rule, key: &str| rule.item_keys().is_none_or(|keys| keys.contains(&key));
        let keys = ov_schema::get(StructId::LAYER).keys.iter().map(|key| key.name);
        Self {
            by_key: keys.map(|key| (key, of(&|rule| looks_at(rule, key)))).collect(),
            of_all_keys: of(&|rule| rule.item_keys().is_none()),
            item_in: of(&|rule| rule.item_reads().is_some()),
            layer: of(&|rule| rule.layer_reads().is_some()),
        }
    }

    /// Those whose `check_item` looks at the items of a key.
    pub(crate) fn item(&self, key: &str) -> &[&'r dyn Rule] {
        self.by_key.get(key).unwrap_or(&self.of_all_keys)
    }
}
