//! The graph of a project as nodes and edges.

use ov_project::{Base, FileId, Init, LayerRef, Project, Target, TargetKind, Targets, base_reference};
use ov_syntax::Span;
use smol_str::SmolStr;

/// Layers, images, and what leads from one to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectGraph {
    /// By name.
    pub layers: Vec<LayerNode>,
    /// By name.
    pub images: Vec<ImageNode>,
    /// In the order of the files.
    pub edges: Vec<Edge>,
}

/// A layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerNode {
    /// Its name.
    pub name: SmolStr,
    /// Its file.
    pub file: FileId,
    /// Where it opens.
    pub head: Span,
    /// Everything that uses it, directly or not.
    pub users: Vec<String>,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageNode {
    /// Its name.
    pub name: SmolStr,
    /// Its file.
    pub file: FileId,
    /// Its name there.
    pub head: Span,
    /// Whether it is built at all.
    pub enabled: bool,
    /// The init system; `None` where this checkout cannot tell.
    pub init: Option<Init>,
    /// Distro tags, the most specific first; `None` where this checkout cannot tell.
    pub tags: Option<Vec<SmolStr>>,
    /// Whether it may have layers that this checkout does not show.
    pub incomplete: bool,
}

/// How one thing leads to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeKind {
    /// A layer requires a layer.
    Requires,
    /// A layer is composed of a layer.
    Contains,
    /// An image installs a layer.
    Installs,
    /// An image stands on an image.
    Base,
}

/// A reference that is written in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// How it leads.
    pub kind: EdgeKind,
    /// The layer or image that refers.
    pub from: SmolStr,
    /// The name that is referred to, as spelled.
    pub to: SmolStr,
    /// Whether this checkout has it.
    pub known: bool,
    /// The file.
    pub file: FileId,
    /// The reference.
    pub span: Span,
}

/// The graph of a project.
pub fn project_graph(project: &Project, targets: &Targets) -> ProjectGraph {
    ProjectGraph { layers: layers(project, targets), images: images(project, targets), edges: edges(project) }
}

fn layers(project: &Project, targets: &Targets) -> Vec<LayerNode> {
    let node = |id| {
        let layer = project.layer(id);
        let users = targets.of(id).map(Target::label).collect();
        LayerNode { name: layer.name.clone(), file: layer.file, head: layer.content.head, users }
    };
    project.layer_ids().map(node).collect()
}

fn images(project: &Project, targets: &Targets) -> Vec<ImageNode> {
    let init = |name: &str| {
        let target = targets.all.iter().find(|target| target.kind == TargetKind::Image && target.name == name);
        target.and_then(|target| target.init)
    };
    let node = |facts: &ov_project::ImageFacts| {
        let image = project.image(facts.id);
        ImageNode {
            name: image.name().clone(),
            file: image.file,
            head: image.entity.name.span,
            enabled: facts.enabled,
            init: init(image.name()),
            tags: facts.distro.clone(),
            incomplete: facts.is_incomplete(),
        }
    };
    targets.images.iter().map(node).collect()
}

fn edges(project: &Project) -> Vec<Edge> {
    let is_known = |reference: &str| matches!(project.layer_ref(reference), LayerRef::Local(_));
    let mut edges = Vec::new();
    for layer in &project.layers {
        for (kind, key) in [(EdgeKind::Requires, "require"), (EdgeKind::Contains, "layer")] {
            edges.extend(layer.content.texts(key).map(|at| Edge {
                kind,
                from: layer.name.clone(),
                to: at.value.clone(),
                known: is_known(at.value),
                file: layer.file,
                span: at.span,
            }));
        }
    }
    for id in project.image_ids() {
        let image = project.image(id);
        let edge = |kind, to: &SmolStr, known, span| {
            let (from, file) = (image.name().clone(), image.file);
            Edge { kind, from, to: to.clone(), known, file, span }
        };
        if let Some(at) = base_reference(project, id) {
            let known = matches!(ov_project::base(project, id), Base::Internal(_) | Base::Namespaced { .. });
            edges.push(edge(EdgeKind::Base, at.value, known, at.span));
        }
        let listed = image.view().into_iter().flat_map(|view| view.texts("layer"));
        edges.extend(listed.map(|at| edge(EdgeKind::Installs, at.value, is_known(at.value), at.span)));
    }
    edges
}
