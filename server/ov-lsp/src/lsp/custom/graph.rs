//! `ov-lsp/graph`: layers, images, and what leads from one to another.

use super::preview::InitName;
use crate::lsp::event::Reply;
use crate::lsp::session::{Scene, Session};
use ov_ide::EdgeKind;
use serde::Serialize;
use tower_lsp_server::ls_types::{Location, Uri};

#[derive(Debug, Serialize)]
pub(in crate::lsp) struct Answer {
    layers: Vec<Layer>,
    images: Vec<Image>,
    edges: Vec<Edge>,
}

#[derive(Debug, Serialize)]
struct Layer {
    name: String,
    location: Location,
    users: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Image {
    name: String,
    location: Location,
    enabled: bool,
    init: Option<InitName>,
    tags: Option<Vec<String>>,
    incomplete: bool,
}

#[derive(Debug, Serialize)]
struct Edge {
    kind: &'static str,
    from: String,
    to: String,
    known: bool,
    location: Location,
}

pub(in crate::lsp) fn run(session: &mut Session, uri: &Uri, reply: Reply<Option<Answer>>) {
    session.survey(uri, reply, |scene| Some(answer(scene)));
}

fn answer(scene: &Scene) -> Answer {
    let graph = ov_ide::project_graph(&scene.snapshot.project, &scene.snapshot.targets);
    let layer = |node: &ov_ide::LayerNode| {
        let location = scene.location(node.file, node.head)?;
        Some(Layer { name: node.name.to_string(), location, users: node.users.clone() })
    };
    let image = |node: &ov_ide::ImageNode| {
        Some(Image {
            name: node.name.to_string(),
            location: scene.location(node.file, node.head)?,
            enabled: node.enabled,
            init: node.init.map(InitName::from),
            tags: node.tags.as_ref().map(|tags| tags.iter().map(ToString::to_string).collect()),
            incomplete: node.incomplete,
        })
    };
    let edge = |edge: &ov_ide::Edge| {
        let location = scene.location(edge.file, edge.span)?;
        let (from, to) = (edge.from.to_string(), edge.to.to_string());
        Some(Edge { kind: kind(edge.kind), from, to, known: edge.known, location })
    };
    Answer {
        layers: graph.layers.iter().filter_map(layer).collect(),
        images: graph.images.iter().filter_map(image).collect(),
        edges: graph.edges.iter().filter_map(edge).collect(),
    }
}

fn kind(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Requires => "requires",
        EdgeKind::Contains => "contains",
        EdgeKind::Installs => "installs",
        EdgeKind::Base => "base",
    }
}
