//! Requiring another layer.

use crate::context::LayerContext;
use crate::repair::{Change, NewValue, Repair, Side};
use ov_project::LayerRef;

/// Adds a layer of the project to what this one requires, where that one does not need this one.
pub(crate) fn addition(layer: &LayerContext<'_>, name: &str, title: &str) -> Option<Repair> {
    let LayerRef::Local(id) = layer.project().layer_ref(name) else { return None };
    let graph = layer.graph();
    if graph.closure(graph.expansion(id)).layers.contains(&layer.id) {
        return None;
    }
    let content = &layer.layer.content;
    let value = NewValue::Text(name.to_owned());
    let change = match (content.texts("require").last(), content.field("require")) {
        (Some(last), _) => Change::AddItem { after: layer.place(last.span), value },
        (None, Some(_)) => return None,
        (None, None) => {
            let (beside, side) = match (content.field("version"), content.fields.first()) {
                (Some(version), _) => (version, Side::After),
                (None, Some(first)) => (first, Side::Before),
                (None, None) => return None,
            };
            let list = NewValue::List(vec![value]);
            Change::InsertEntry { beside: layer.place(beside.key_span), side, key: "require".into(), value: list }
        }
    };
    Some(Repair::guess(title, change))
}
