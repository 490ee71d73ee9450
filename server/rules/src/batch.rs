//! Layers that one worker checks together. Each rule goes over all of them before the next one does, since a processor keeps the code
//! of one rule at hand, and not that of all.

use crate::context::{Context, Derived, ItemContext, LayerContext, Setting};
use crate::finding::Finding;
use crate::hooks::Hooks;
use ov_project::LayerId;

/// All that the rules say of these layers, in no order.
pub(crate) fn check(context: Context<'_>, ids: impl Iterator<Item = LayerId>, hooks: &Hooks<'_>) -> Vec<Finding> {
    let around: Vec<(LayerId, Setting, Derived)> =
        ids.map(|id| (id, context.setting(id), Derived::default())).collect();
    let layers: Vec<LayerContext<'_>> =
        around.iter().map(|(id, setting, derived)| context.layer(*id, setting, derived)).collect();
    let items = items(&layers);
    let mut found: Vec<Vec<Finding>> = vec![Vec::new(); layers.len()];
    for of_key in items.chunk_by(|(_, one), (_, other)| one.key == other.key) {
        let Some((_, first)) = of_key.first() else { continue };
        let hooks = hooks.of(first.key);
        for rule in &hooks.item {
            for (layer, item) in of_key {
                rule.check_item(item, &mut found[*layer]);
            }
        }
        for rule in &hooks.item_in {
            for (layer, item) in of_key {
                rule.check_item_in(&layers[*layer], item, &mut found[*layer]);
            }
        }
    }
    for rule in &hooks.layer {
        for (layer, found) in layers.iter().zip(&mut found) {
            rule.check_layer(layer, found);
        }
    }
    for (layer, found) in layers.iter().zip(&mut found) {
        for finding in found {
            finding.layer.get_or_insert_with(|| layer.layer.name.clone());
        }
    }
    found.into_iter().flatten().collect()
}

/// The items of all layers, each with the place of its layer, those of one key together.
fn items<'a>(layers: &[LayerContext<'a>]) -> Vec<(usize, ItemContext<'a>)> {
    let of_layer = |(index, layer): (usize, &LayerContext<'a>)| {
        let LayerContext { layer, setting, derived, .. } = *layer;
        let units = layer.content.units();
        units.map(move |(key, unit)| (index, ItemContext::new(key, layer.file, unit, setting, &derived.scripts)))
    };
    let mut items: Vec<_> = layers.iter().enumerate().flat_map(of_layer).collect();
    items.sort_by_key(|(_, item)| item.key);
    items
}
