//! `ov-lsp/matrix`: who gets what from which layer.

use super::preview::InitName;
use crate::lsp::event::Reply;
use crate::lsp::session::{Scene, Session};
use ov_ide::{Cell, MatrixLayer, Thing, ThingKind};
use serde::Serialize;
use tower_lsp_server::ls_types::Uri;

#[derive(Debug, Serialize)]
pub(in crate::lsp) struct Answer {
    layers: Vec<Row>,
    inits: Vec<InitName>,
    distros: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    uri: Uri,
    cells: Vec<RowCell>,
}

#[derive(Debug, Serialize)]
struct RowCell {
    init: Option<InitName>,
    distro: Option<String>,
    tags: Vec<String>,
    users: Vec<String>,
    gets: Vec<Item>,
    skipped: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Item {
    kind: &'static str,
    name: String,
    detail: String,
}

pub(in crate::lsp) fn run(session: &mut Session, uri: &Uri, reply: Reply<Option<Answer>>) {
    session.survey(uri, reply, |scene| {
        let snapshot = &scene.snapshot;
        let matrix = ov_ide::matrix(&snapshot.project, &snapshot.targets, snapshot.templates());
        Some(Answer {
            layers: matrix.layers.into_iter().filter_map(|layer| row(layer, scene)).collect(),
            inits: matrix.inits.into_iter().map(InitName::from).collect(),
            distros: matrix.distros.iter().map(ToString::to_string).collect(),
        })
    });
}

fn row(layer: MatrixLayer, scene: &Scene) -> Option<Row> {
    let cells = layer.cells.into_iter().map(cell).collect();
    Some(Row { name: layer.name.to_string(), uri: scene.uri(layer.file)?, cells })
}

fn cell(cell: Cell) -> RowCell {
    let tags: Vec<String> = cell.tags.iter().flatten().map(ToString::to_string).collect();
    RowCell {
        init: cell.init.map(InitName::from),
        distro: tags.first().cloned(),
        tags,
        users: cell.users,
        gets: cell.gets.into_iter().map(item).collect(),
        skipped: cell.skipped.into_iter().map(item).collect(),
    }
}

fn item(thing: Thing) -> Item {
    let kind = match thing.kind {
        ThingKind::Service => "service",
        ThingKind::Package => "package",
    };
    Item { kind, name: thing.name, detail: thing.detail }
}
