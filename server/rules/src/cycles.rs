//! Cycles among layers.

use ov_project::{LayerId, LayerRef, Project};
use ov_syntax::Span;
use std::collections::VecDeque;

/// A reference from one layer to another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    /// The layer that refers.
    pub(crate) from: LayerId,
    /// The layer referred to.
    pub(crate) to: LayerId,
    /// The key it stands under.
    pub(crate) key: &'static str,
    /// The reference.
    pub(crate) span: Span,
}

/// A reference that leads back to its own layer, and the shortest way on which it does.
#[derive(Clone, Debug)]
pub(crate) struct Cycle {
    /// The reference.
    pub(crate) edge: Edge,
    /// From the layer referred to back to the one that refers.
    way: Vec<LayerId>,
}

impl Cycle {
    /// Whether a layer refers to itself under `key`.
    pub(crate) fn is_self(&self, key: &str) -> bool {
        self.edge.from == self.edge.to && self.edge.key == key
    }

    /// "`a` → `b` → `a`"
    pub(crate) fn names(&self, project: &Project) -> String {
        let all = std::iter::once(&self.edge.from).chain(&self.way);
        all.map(|&id| format!("`{}`", project.layer(id).name)).collect::<Vec<_>>().join(" → ")
    }
}

/// All references under `keys` that are part of a cycle, by layer, then in the order of the text.
pub(crate) fn find(project: &Project, keys: &[&'static str]) -> Vec<Cycle> {
    let edges: Vec<Vec<Edge>> = project.layer_ids().map(|id| edges_of(project, id, keys)).collect();
    let component = components(&edges);
    let inside = |edge: &&Edge| component[index(edge.from)] == component[index(edge.to)];
    let cyclic = edges.iter().flatten().filter(inside);
    cyclic.filter_map(|&edge| Some(Cycle { edge, way: way_back(edge, &edges)? })).collect()
}

fn index(id: LayerId) -> usize {
    id.0 as usize
}

fn edges_of(project: &Project, from: LayerId, keys: &[&'static str]) -> Vec<Edge> {
    let content = &project.layer(from).content;
    let of_key = |&key: &&'static str| {
        content.texts(key).filter_map(move |at| match project.layer_ref(at.value) {
            LayerRef::Local(to) => Some(Edge { from, to, key, span: at.span }),
            LayerRef::Remote | LayerRef::Unknown => None,
        })
    };
    keys.iter().flat_map(of_key).collect()
}

/// The number of the strongly connected component of each layer: Kosaraju, without recursion.
fn components(edges: &[Vec<Edge>]) -> Vec<usize> {
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for edge in edges.iter().flatten() {
        back[index(edge.to)].push(index(edge.from));
    }
    let mut component = vec![usize::MAX; edges.len()];
    for start in finished(edges).into_iter().rev() {
        let mut open = vec![start];
        while let Some(next) = open.pop() {
            if component[next] == usize::MAX {
                component[next] = start;
                open.extend(&back[next]);
            }
        }
    }
    component
}

/// All layers in the order in which a walk depth first is done with them.
fn finished(edges: &[Vec<Edge>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(edges.len());
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        let mut open = vec![(start, false)];
        while let Some((next, is_done)) = open.pop() {
            if is_done {
                order.push(next);
            } else if !std::mem::replace(&mut seen[next], true) {
                open.push((next, true));
                open.extend(edges[next].iter().map(|e| (index(e.to), false)));
            }
        }
    }
    order
}

/// The shortest way from the target of an edge to its source.
fn way_back(edge: Edge, edges: &[Vec<Edge>]) -> Option<Vec<LayerId>> {
    let mut came_from: Vec<Option<LayerId>> = vec![None; edges.len()];
    let mut open = VecDeque::from([edge.to]);
    while let Some(id) = open.pop_front() {
        if id == edge.from {
            let mut way = vec![id];
            while way[way.len() - 1] != edge.to {
                way.push(came_from[index(way[way.len() - 1])]?);
            }
            way.reverse();
            return Some(way);
        }
        for next in &edges[index(id)] {
            if next.to != edge.to && came_from[index(next.to)].is_none() {
                came_from[index(next.to)] = Some(id);
                open.push_back(next.to);
            }
        }
    }
    None
}
