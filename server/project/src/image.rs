//! Images: base chains, effective keys, and which layers each contains.

use crate::graph::{Graph, Reached};
use crate::project::{ImageId, LayerId, Project};
use crate::view::{At, View};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

/// Bases of bases; the loader has no such chains, and a cycle ends.
const CHAIN_LIMIT: usize = 64;

/// What an image is built on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// Another image of this project.
    Internal(ImageId),
    /// An image of another project that this checkout has: namespace and image.
    Namespaced {
        /// The alias before the dot.
        alias: SmolStr,
        /// The name behind it.
        image: SmolStr,
    },
    /// An image of another project that this checkout does not have.
    Unresolved,
    /// An image of a registry, or none at all.
    External,
}

/// An image with everything its bases and the defaults add to it.
#[derive(Clone, Debug)]
pub struct ImageFacts {
    /// The image.
    pub id: ImageId,
    /// Whether it is built at all.
    pub enabled: bool,
    /// What it is built on.
    pub base: Base,
    /// Distro tags, the most specific first; `None` where they hang on something out of reach.
    pub distro: Option<Vec<SmolStr>>,
    /// Package formats, the first is the main one; `None` where they hang on something out of reach.
    pub build: Option<Vec<SmolStr>>,
    /// Its own layers in plain order, without those of its bases.
    pub own: Reached,
    /// Layers of its bases.
    pub inherited: Reached,
    /// For each of them the base that builds it.
    pub built_by: Vec<ImageId>,
    /// Whether `preserve_user` makes it boot systemd; `None` where an unknown layer or base may.
    pub boots_systemd: Option<bool>,
}

impl ImageFacts {
    /// All layers it contains, those of its bases first.
    pub fn layers(&self) -> impl Iterator<Item = LayerId> {
        self.inherited.layers.iter().chain(&self.own.layers).copied()
    }

    /// The image that builds a layer of it: a base or itself.
    pub fn builder_of(&self, layer: LayerId) -> ImageId {
        let inherited = self.inherited.layers.iter().zip(&self.built_by);
        inherited.filter(|(own, _)| **own == layer).map(|(_, by)| *by).next().unwrap_or(self.id)
    }

    /// Whether layers may belong to it that this checkout does not show.
    pub fn is_incomplete(&self) -> bool {
        self.own.incomplete || self.inherited.incomplete
    }

    /// The image's name.
    pub fn name<'p>(&self, project: &'p Project) -> &'p SmolStr {
        project.image(self.id).name()
    }
}

/// Facts of all images of a project, in its order.
pub fn image_facts(project: &Project, graph: &Graph) -> Vec<ImageFacts> {
    project.image_ids().map(|id| facts(project, graph, id)).collect()
}

fn facts(project: &Project, graph: &Graph, id: ImageId) -> ImageFacts {
    let chain = chain(project, id);
    let (inherited, built_by) = inherited(project, graph, &chain);
    let parents: FxHashSet<LayerId> = inherited.layers.iter().copied().collect();
    let own = graph.order(&direct(project, graph, id), &parents);
    let known_systemd = inherited.layers.iter().chain(&own.layers).any(|&l| project.layer(l).preserves_user());
    let boots_systemd = match (known_systemd, own.incomplete || inherited.incomplete) {
        (true, _) => Some(true),
        (false, true) => None,
        (false, false) => Some(false),
    };
    ImageFacts {
        id,
        enabled: is_enabled(project, id),
        base: base(project, id),
        distro: inherited_list(project, &chain, "distro"),
        build: inherited_list(project, &chain, "build"),
        own,
        inherited,
        built_by,
        boots_systemd,
    }
}

/// The image and its internal bases, outermost last, and what stands below them.
struct Chain {
    images: Vec<ImageId>,
    end: Base,
}

fn chain(project: &Project, id: ImageId) -> Chain {
    let mut images = vec![id];
    loop {
        let last = images[images.len() - 1];
        match base(project, last) {
            Base::Internal(next) if images.len() < CHAIN_LIMIT && !images.contains(&next) => images.push(next),
            Base::Internal(_) => return Chain { images, end: Base::External },
            end => return Chain { images, end },
        }
    }
}

fn view(project: &Project, id: ImageId) -> Option<View<'_>> {
    project.image(id).view()
}

fn is_enabled(project: &Project, id: ImageId) -> bool {
    view(project, id).and_then(|v| v.flag("enabled")).is_none_or(|at| at.value)
}

/// `base:` of an image, with its place.
pub fn base_reference(project: &Project, id: ImageId) -> Option<At<&SmolStr>> {
    view(project, id)?.text("base")
}

/// What `base:` of an image leads to.
pub fn base(project: &Project, id: ImageId) -> Base {
    let Some(reference) = base_reference(project, id) else { return Base::External };
    if let Some(image) = project.image_named(reference.value).filter(|&i| is_enabled(project, i)) {
        return Base::Internal(image);
    }
    let Some((alias, image)) = reference.value.split_once('.') else { return Base::External };
    match project.namespace(alias) {
        Some(namespace) => match &namespace.project {
            Some(other) if other.image_named(image).is_some() => {
                Base::Namespaced { alias: alias.into(), image: image.into() }
            }
            _ => Base::Unresolved,
        },
        None => Base::External,
    }
}

/// The layers an image lists itself, compositions replaced.
fn direct(project: &Project, graph: &Graph, id: ImageId) -> Reached {
    let references: Vec<&str> =
        view(project, id).into_iter().flat_map(|v| v.texts("layer")).map(|at| at.value.as_str()).collect();
    graph.expand(project, references)
}

/// Layers of all bases, and which builds each. Those of another project are not ours to list, so they only make the answer incomplete.
fn inherited(project: &Project, graph: &Graph, chain: &Chain) -> (Reached, Vec<ImageId>) {
    let mut built_by = Vec::new();
    let mut reached = Reached { layers: Vec::new(), incomplete: !matches!(chain.end, Base::External) };
    let mut seen = FxHashSet::default();
    for &image in chain.images[1..].iter().rev() {
        let closure = graph.order(&direct(project, graph, image), &seen);
        reached.incomplete |= closure.incomplete;
        seen.extend(closure.layers.iter().copied());
        built_by.resize(built_by.len() + closure.layers.len(), image);
        reached.layers.extend(closure.layers);
    }
    (reached, built_by)
}

/// A list key taken from the image, else the nearest base that has it, else the defaults.
fn inherited_list(project: &Project, chain: &Chain, key: &str) -> Option<Vec<SmolStr>> {
    let own = |view: View<'_>| Some(texts_or_one(view, key)).filter(|list| !list.is_empty());
    if let Some(list) = chain.images.iter().filter_map(|&i| view(project, i)).find_map(own) {
        return Some(list);
    }
    match &chain.end {
        Base::Namespaced { alias, image } => {
            let other = project.namespace(alias).and_then(|n| n.project.as_deref())?;
            let id = other.image_named(image)?;
            inherited_list(other, &self::chain(other, id), key)
        }
        Base::Unresolved => None,
        _ => Some(default_views(project).find_map(own).unwrap_or_default()),
    }
}

fn default_views(project: &Project) -> impl Iterator<Item = View<'_>> {
    project.defaults.iter().filter_map(|(_, datum)| Some(View::new(datum.value.record()?, 0)))
}

fn texts_or_one(view: View<'_>, key: &str) -> Vec<SmolStr> {
    let one = view.text(key).map(|at| at.value.clone());
    one.into_iter().chain(view.texts(key).map(|at| at.value.clone())).collect()
}
