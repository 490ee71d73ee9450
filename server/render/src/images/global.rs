//! One order of all layers for all images of a project.

use super::needs::{LayerSet, closure};
use super::plan::PlannedImage;
use ov_project::{Graph, LayerId, LayerRef, Project};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Layers by popularity, each behind what it needs and behind its predecessor in every list that names both.
pub(super) fn global_order(project: &Project, graph: &Graph, images: &[PlannedImage]) -> Vec<LayerId> {
    let popularity = popularity(graph, images);
    let mut edges = Edges::default();
    let mut nodes: Vec<LayerId> = popularity.keys().copied().collect();
    nodes.sort_unstable();
    for &id in &nodes {
        for &need in &graph.needs(id).layers {
            edges.add(need, id);
        }
    }
    let composed = nodes.iter().map(|&id| members(project, id));
    for list in images.iter().map(|i| i.listed.clone()).chain(composed) {
        for pair in list.windows(2).filter(|p| p.iter().all(|l| popularity.contains_key(l))) {
            edges.add_unless_cyclic(pair[0], pair[1]);
        }
    }
    edges.sort(&nodes, &popularity)
}

/// Local members of a composing layer, as listed.
fn members(project: &Project, id: LayerId) -> Vec<LayerId> {
    let references = project.layer(id).content.texts("layer");
    references
        .filter_map(|at| match project.layer_ref(at.value) {
            LayerRef::Local(member) => Some(member),
            LayerRef::Remote | LayerRef::Unknown => None,
        })
        .collect()
}

/// How many images contain each layer, those of their bases included.
fn popularity(graph: &Graph, images: &[PlannedImage]) -> FxHashMap<LayerId, u32> {
    let nothing = LayerSet::default();
    let own: Vec<LayerSet> = images.iter().map(|i| closure(graph, &i.listed, &nothing)).collect();
    let mut counts = FxHashMap::default();
    for index in 0..images.len() {
        let all: LayerSet = PlannedImage::chain(images, index).flat_map(|i| &own[i]).copied().collect();
        for layer in all {
            *counts.entry(layer).or_insert(0) += 1;
        }
    }
    counts
}

/// What must come before what.
#[derive(Default)]
struct Edges {
    followers: FxHashMap<LayerId, Vec<LayerId>>,
    known: FxHashSet<(LayerId, LayerId)>,
}

impl Edges {
    fn add(&mut self, before: LayerId, after: LayerId) {
        if before != after && self.known.insert((before, after)) {
            self.followers.entry(before).or_default().push(after);
        }
    }

    fn add_unless_cyclic(&mut self, before: LayerId, after: LayerId) {
        if !self.known.contains(&(before, after)) && !self.leads(after, before) {
            self.add(before, after);
        }
    }

    fn leads(&self, from: LayerId, to: LayerId) -> bool {
        let mut seen = LayerSet::default();
        let mut open = vec![from];
        while let Some(id) = open.pop() {
            if id == to {
                return true;
            }
            if seen.insert(id) {
                open.extend(self.followers.get(&id).into_iter().flatten());
            }
        }
        false
    }

    /// Kahn's algorithm: of the layers that are ready the most popular one, of these the first by name. Layers of a cycle
    /// come last, by name.
    fn sort(&self, nodes: &[LayerId], popularity: &FxHashMap<LayerId, u32>) -> Vec<LayerId> {
        let mut waiting: FxHashMap<LayerId, usize> = nodes.iter().map(|&id| (id, 0)).collect();
        for &after in self.followers.values().flatten() {
            *waiting.entry(after).or_insert(0) += 1;
        }
        let rank = |id: LayerId| (popularity.get(&id).copied().unwrap_or(0), Reverse(id));
        let mut ready: BinaryHeap<_> = nodes.iter().filter(|id| waiting[id] == 0).map(|&id| rank(id)).collect();
        let mut sorted = Vec::with_capacity(nodes.len());
        while let Some((_, Reverse(id))) = ready.pop() {
            sorted.push(id);
            for &after in self.followers.get(&id).into_iter().flatten() {
                let Some(count) = waiting.get_mut(&after) else { continue };
                *count -= 1;
                if *count == 0 {
                    ready.push(rank(after));
                }
            }
        }
        let done: LayerSet = sorted.iter().copied().collect();
        sorted.extend(nodes.iter().filter(|id| !done.contains(id)));
        sorted
    }
}
