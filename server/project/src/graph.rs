//! Which layers a list of references stands for, and in which order they are built.
//!
//! Composition: a layer with `layer:` members stands for its members, and for itself only where it has content of its own.

use crate::project::{Layer, LayerId, Project};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What a layer reference leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerRef {
    /// A layer of this project.
    Local(LayerId),
    /// A layer of another repository that this checkout does not have.
    Remote,
    /// No layer has this name.
    Unknown,
}

/// The name a layer reference ends with: `redis` of `@host/owner/repo/layers/redis:v1`.
pub fn short_name(reference: &str) -> &str {
    let Some(remote) = reference.strip_prefix('@') else { return reference };
    let last = remote.rsplit('/').next().unwrap_or(remote);
    last.split(':').next().unwrap_or(last)
}

/// Layers reached from a list of references.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// In the order asked for; each layer once.
    pub layers: Vec<LayerId>,
    /// Whether a reference leads out of this checkout or nowhere, so that more layers may belong.
    pub incomplete: bool,
}

impl Project {
    /// Resolves a layer reference. A local layer hides a remote one of the same name.
    pub fn layer_ref(&self, reference: &str) -> LayerRef {
        match self.layer_named(short_name(reference)) {
            Some(id) => LayerRef::Local(id),
            None if reference.starts_with('@') => LayerRef::Remote,
            None => LayerRef::Unknown,
        }
    }
}

/// What the graph, and what is built on it, reads of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphFacts {
    require: Vec<SmolStr>,
    members: Vec<SmolStr>,
    has_content: bool,
    preserves_user: bool,
}

impl Layer {
    /// What the graph of a project, and its targets, read of this layer.
    pub fn graph_facts(&self) -> GraphFacts {
        let texts = |key| self.content.texts(key).map(|at| at.value.clone()).collect();
        GraphFacts {
            require: texts("require"),
            members: texts("layer"),
            has_content: self.has_content(),
            preserves_user: self.preserves_user(),
        }
    }
}

/// Composition and dependencies of all layers of a project.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// What each layer stands for when it is referred to.
    expansions: Vec<Reached>,
    /// What each layer needs directly: `require` and `layer` members, expanded.
    needs: Vec<Reached>,
}

impl Graph {
    /// Reads `require:` and `layer:` of all layers.
    pub fn new(project: &Project) -> Self {
        let mut graph =
            Self { expansions: project.layer_ids().map(|id| expansion(project, id)).collect(), needs: Vec::new() };
        graph.needs = project.layer_ids().map(|id| graph.direct_needs(project, id)).collect();
        graph
    }

    fn direct_needs(&self, project: &Project, id: LayerId) -> Reached {
        let content = &project.layer(id).content;
        let references = content.texts("require").chain(content.texts("layer"));
        let mut reached = self.expand(project, references.map(|at| at.value.as_str()));
        reached.layers.retain(|&l| l != id);
        reached
    }

    /// What a layer stands for when it is referred to.
    pub fn expansion(&self, id: LayerId) -> &Reached {
        &self.expansions[id.0 as usize]
    }

    /// What a layer needs directly, compositions replaced by what they stand for.
    pub fn needs(&self, id: LayerId) -> &Reached {
        &self.needs[id.0 as usize]
    }

    /// The layers that a list of references stands for, in its order.
    pub fn expand<'r>(&self, project: &Project, references: impl IntoIterator<Item = &'r str>) -> Reached {
        let mut reached = Reached::default();
        let mut seen = FxHashSet::default();
        for reference in references {
            match project.layer_ref(reference) {
                LayerRef::Local(id) => {
                    let one = self.expansion(id);
                    reached.incomplete |= one.incomplete;
                    reached.layers.extend(one.layers.iter().filter(|l| seen.insert(**l)));
                }
                LayerRef::Remote | LayerRef::Unknown => reached.incomplete = true,
            }
        }
        reached
    }

    /// All layers that a list of layers needs, itself included; unsorted.
    pub fn closure(&self, start: &Reached) -> Reached {
        let mut reached = Reached { layers: Vec::new(), incomplete: start.incomplete };
        let mut seen: FxHashSet<LayerId> = FxHashSet::default();
        let mut open: Vec<LayerId> = start.layers.clone();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                reached.layers.push(id);
                let needs = self.needs(id);
                reached.incomplete |= needs.incomplete;
                open.extend(&needs.layers);
            }
        }
        reached
    }

    /// The layers of `start` and all they need without those of `parents`, each after what it needs; among those that are
    /// ready the first by name.
    pub fn order(&self, start: &Reached, parents: &FxHashSet<LayerId>) -> Reached {
        let mut reached = self.closure(start);
        reached.layers.retain(|l| !parents.contains(l));
        reached.layers.sort_unstable();
        reached.layers = self.sort_topologically(&reached.layers);
        reached
    }

    /// Kahn's algorithm with the smallest index (so: name) first. Layers of a cycle come last, by name.
    fn sort_topologically(&self, layers: &[LayerId]) -> Vec<LayerId> {
        let members: FxHashSet<LayerId> = layers.iter().copied().collect();
        let mut waiting: FxHashMap<LayerId, usize> = FxHashMap::default();
        let mut dependents: FxHashMap<LayerId, Vec<LayerId>> = FxHashMap::default();
        for &id in layers {
            let needs = self.needs(id).layers.iter().filter(|n| members.contains(n));
            waiting.insert(id, needs.clone().count());
            needs.for_each(|&need| dependents.entry(need).or_default().push(id));
        }
        let mut ready: BinaryHeap<Reverse<LayerId>> =
            layers.iter().filter(|l| waiting[l] == 0).map(|&l| Reverse(l)).collect();
        let mut sorted = Vec::with_capacity(layers.len());
        while let Some(Reverse(id)) = ready.pop() {
            sorted.push(id);
            for dependent in dependents.get(&id).into_iter().flatten() {
                if let Some(count) = waiting.get_mut(dependent) {
                    *count -= 1;
                    if *count == 0 {
                        ready.push(Reverse(*dependent));
                    }
                }
            }
        }
        let done: FxHashSet<LayerId> = sorted.iter().copied().collect();
        sorted.extend(layers.iter().filter(|l| !done.contains(l)));
        sorted
    }
}

/// What one layer stands for: walks its members depth first without recursion; a cycle is entered once.
fn expansion(project: &Project, start: LayerId) -> Reached {
    let mut reached = Reached::default();
    let mut seen: FxHashSet<LayerId> = FxHashSet::default();
    let mut open = vec![Step::Enter(start)];
    while let Some(step) = open.pop() {
        let id = match step {
            Step::Leave(id) => {
                reached.layers.push(id);
                continue;
            }
            Step::Unknown => {
                reached.incomplete = true;
                continue;
            }
            Step::Enter(id) => id,
        };
        if !seen.insert(id) {
            continue;
        }
        let layer = project.layer(id);
        let members: Vec<SmolStr> = layer.content.texts("layer").map(|at| at.value.clone()).collect();
        if members.is_empty() || layer.has_content() {
            open.push(Step::Leave(id));
        }
        for member in members.iter().rev() {
            open.push(match project.layer_ref(member) {
                LayerRef::Local(id) => Step::Enter(id),
                LayerRef::Remote | LayerRef::Unknown => Step::Unknown,
            });
        }
    }
    reached
}

enum Step {
    Enter(LayerId),
    Leave(LayerId),
    Unknown,
}
