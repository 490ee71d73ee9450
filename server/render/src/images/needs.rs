//! What lists of layers bring with them.

use ov_project::{Graph, LayerId};
use rustc_hash::FxHashSet;

/// A set of layers.
pub(super) type LayerSet = FxHashSet<LayerId>;

/// The listed layers, compositions replaced by what they stand for, each once.
pub(super) fn expand(graph: &Graph, listed: &[LayerId]) -> Vec<LayerId> {
    let mut seen = LayerSet::default();
    let all = listed.iter().flat_map(|&id| &graph.expansion(id).layers).copied();
    all.filter(|&id| seen.insert(id)).collect()
}

/// The listed layers and all they need; the search does not look behind a layer that is `provided`.
pub(super) fn closure(graph: &Graph, listed: &[LayerId], provided: &LayerSet) -> LayerSet {
    let mut found = LayerSet::default();
    let mut open = expand(graph, listed);
    while let Some(id) = open.pop() {
        if !provided.contains(&id) && found.insert(id) {
            open.extend(&graph.needs(id).layers);
        }
    }
    found
}
