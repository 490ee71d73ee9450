//! All images as they are built, those made on the way included.

use super::global::global_order;
use super::needs::{LayerSet, closure, expand};
use super::prefixes::{Onto, Sharing, Sibling, share};
use ov_project::{Base, Graph, ImageId, LayerId, LayerRef, Project, base, base_reference};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// What a planned image stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlannedBase {
    /// Another image of the plan, by its index.
    Planned(usize),
    /// An image of another project, whose layers are not known here.
    Elsewhere(SmolStr),
    /// An image of a registry, or none at all.
    External(SmolStr),
}

/// An image as it is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedImage {
    /// Its name.
    pub name: SmolStr,
    /// The image of the project; none where it is made for layers that others share.
    pub id: Option<ImageId>,
    /// What it stands on.
    pub base: PlannedBase,
    /// The layers it lists, compositions not replaced.
    pub listed: Vec<LayerId>,
    /// Whether it lists layers that this checkout does not have.
    pub incomplete: bool,
}

/// The images of a project in the way they are built.
#[derive(Clone, Debug)]
pub struct BuildPlan {
    /// Those of the project sorted by name, then those made on the way.
    pub images: Vec<PlannedImage>,
    /// All layers of all images.
    pub global_order: Vec<LayerId>,
}

impl PlannedImage {
    /// The image `index` and those it stands on, by index, the outermost last.
    pub(super) fn chain(images: &[Self], index: usize) -> impl Iterator<Item = usize> {
        let next = |&index: &usize| match images[index].base {
            PlannedBase::Planned(base) => Some(base),
            _ => None,
        };
        // More steps than images are a cycle.
        std::iter::successors(Some(index), next).take(images.len())
    }
}

impl BuildPlan {
    /// Plans all enabled images, or all images.
    pub fn new(project: &Project, graph: &Graph, with_disabled: bool) -> Self {
        let mut images = declared(project, with_disabled);
        let first_order = global_order(project, graph, &images);
        share_layers(project, graph, &mut images, &first_order);
        let global_order = global_order(project, graph, &images);
        Self { images, global_order }
    }

    /// The index of the image `name`.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.images.iter().position(|i| i.name == name)
    }

    /// What the image's bases list, compositions replaced.
    pub fn parent_layers(&self, graph: &Graph, index: usize) -> Vec<LayerId> {
        let mut layers: Vec<LayerId> = parents(graph, &self.images, index).into_iter().collect();
        layers.sort_unstable();
        layers
    }

    /// The layers that the image itself builds, in this order.
    pub fn own_order(&self, graph: &Graph, index: usize) -> Vec<LayerId> {
        let own = closure(graph, &self.images[index].listed, &parents(graph, &self.images, index));
        self.global_order.iter().copied().filter(|l| own.contains(l)).collect()
    }

    /// The order whose positions number the fragments of the image.
    pub fn init_order(&self, graph: &Graph, index: usize) -> Vec<LayerId> {
        if matches!(self.images[index].base, PlannedBase::External(_)) {
            return self.own_order(graph, index);
        }
        let mut seen = LayerSet::default();
        let mut chain: Vec<usize> = PlannedImage::chain(&self.images, index).collect();
        chain.reverse();
        let orders = chain.iter().map(|&i| plain_order(graph, &self.images[i].listed));
        orders.flatten().filter(|&l| seen.insert(l)).collect()
    }

    /// Whether layers that are not known here may shift the numbers, because the image or one of its bases has some.
    pub fn is_estimate(&self, index: usize) -> bool {
        PlannedImage::chain(&self.images, index)
            .map(|i| &self.images[i])
            .any(|i| i.incomplete || matches!(i.base, PlannedBase::Elsewhere(_)))
    }
}

/// Layers and all they need, the first by name among those that are ready.
fn plain_order(graph: &Graph, listed: &[LayerId]) -> Vec<LayerId> {
    let start = ov_project::Reached { layers: expand(graph, listed), incomplete: false };
    graph.order(&start, &LayerSet::default()).layers
}

fn parents(graph: &Graph, images: &[PlannedImage], index: usize) -> LayerSet {
    let bases = PlannedImage::chain(images, index).skip(1);
    bases.flat_map(|i| expand(graph, &images[i].listed)).collect()
}

fn declared(project: &Project, with_disabled: bool) -> Vec<PlannedImage> {
    let is_enabled = |id: &ImageId| project.image(*id).view().and_then(|v| v.flag("enabled")).is_none_or(|at| at.value);
    let counts = |id: &ImageId| project.image_named(project.image(*id).name()) == Some(*id);
    let ids: Vec<ImageId> = project.image_ids().filter(|id| counts(id) && (with_disabled || is_enabled(id))).collect();
    let index_of: FxHashMap<&SmolStr, usize> =
        ids.iter().enumerate().map(|(index, &id)| (project.image(id).name(), index)).collect();
    ids.iter().map(|&id| planned(project, id, &index_of)).collect()
}

fn planned(project: &Project, id: ImageId, index_of: &FxHashMap<&SmolStr, usize>) -> PlannedImage {
    let mut listed = Vec::new();
    let mut incomplete = false;
    for reference in project.image(id).view().into_iter().flat_map(|v| v.texts("layer")) {
        match project.layer_ref(reference.value) {
            LayerRef::Local(layer) => listed.push(layer),
            LayerRef::Remote | LayerRef::Unknown => incomplete = true,
        }
    }
    let name = project.image(id).name().clone();
    PlannedImage { name, id: Some(id), base: planned_base(project, id, index_of), listed, incomplete }
}

fn planned_base(project: &Project, id: ImageId, index_of: &FxHashMap<&SmolStr, usize>) -> PlannedBase {
    let reference = base_reference(project, id).map(|at| at.value.clone()).unwrap_or_default();
    if let Some(&index) = index_of.get(&reference) {
        return PlannedBase::Planned(index);
    }
    match base(project, id) {
        Base::Namespaced { .. } | Base::Unresolved => PlannedBase::Elsewhere(reference),
        Base::Internal(_) | Base::External => PlannedBase::External(reference),
    }
}

/// Moves siblings that start alike onto images made for what they share.
fn share_layers(project: &Project, graph: &Graph, images: &mut Vec<PlannedImage>, order: &[LayerId]) {
    let attached = attached_members(project, graph, images);
    let mut families: BTreeMap<SmolStr, Vec<Sibling>> = BTreeMap::new();
    for (index, image) in images.iter().enumerate() {
        let key = match &image.base {
            PlannedBase::Planned(base) => images[*base].name.clone(),
            PlannedBase::Elsewhere(base) => base.clone(),
            PlannedBase::External(_) => continue,
        };
        let own = closure(graph, &image.listed, &parents(graph, images, index));
        let layers = order.iter().copied().filter(|l| own.contains(l) && !attached.contains(l)).collect();
        families.entry(key).or_default().push(Sibling { image: index, layers });
    }
    for (base, siblings) in families {
        let Some(first) = siblings.first().map(|s| images[s.image].base.clone()) else { continue };
        apply(project, images, &base, &first, share(siblings));
    }
}

/// Members of a composing layer that is built itself stay with it, unless an image lists them.
fn attached_members(project: &Project, graph: &Graph, images: &[PlannedImage]) -> LayerSet {
    let mut attached: LayerSet = LayerSet::default();
    for id in project.layer_ids().filter(|&id| graph.expansion(id).layers.contains(&id)) {
        let members = project.layer(id).content.texts("layer").map(|at| project.layer_ref(at.value));
        attached.extend(members.filter_map(|member| match member {
            LayerRef::Local(member) => Some(member),
            LayerRef::Remote | LayerRef::Unknown => None,
        }));
    }
    for listed in images.iter().flat_map(|i| &i.listed) {
        attached.remove(listed);
    }
    attached
}

fn apply(project: &Project, images: &mut Vec<PlannedImage>, base_name: &str, base: &PlannedBase, sharing: Sharing) {
    let first_made = images.len();
    let place = |onto: Onto| match onto {
        Onto::Base => base.clone(),
        Onto::Made(index) => PlannedBase::Planned(first_made + index),
        Onto::Sibling(image) => PlannedBase::Planned(image),
    };
    for made in sharing.made {
        let onto = match place(made.onto) {
            PlannedBase::Planned(index) => images[index].name.as_str(),
            _ => base_name,
        };
        let last = made.layers.last().map_or("", |&l| project.layer(l).name.as_str());
        let name = SmolStr::new(format!("{onto}-{last}"));
        images.push(PlannedImage { name, id: None, base: place(made.onto), listed: made.layers, incomplete: false });
    }
    for (image, onto) in sharing.moved {
        images[image].base = place(onto);
    }
}
