//! `workspace/symbol`.

use crate::lsp::event::Reply;
use crate::lsp::session::{Scene, Session};
use ov_ide::{NameKind, NamedThing, named_things};
use tower_lsp_server::ls_types::{SymbolInformation, SymbolKind, WorkspaceSymbolParams, WorkspaceSymbolResponse};

/// Results of one project at most; who wants others types more.
const LIMIT: usize = 500;

pub(in crate::lsp) fn run(
    session: &mut Session,
    params: WorkspaceSymbolParams,
    reply: Reply<Option<WorkspaceSymbolResponse>>,
) {
    let scenes: Vec<Scene> = session.all_roots().iter().filter_map(|root| session.scene(root, None)).collect();
    session.beside(reply, move || {
        let found = scenes.iter().flat_map(|scene| {
            let things = named_things(&scene.snapshot.project, &params.query, LIMIT);
            things.into_iter().filter_map(|thing| information(scene, thing)).collect::<Vec<_>>()
        });
        Some(WorkspaceSymbolResponse::Flat(found.collect()))
    });
}

// `deprecated` has to be named although it is deprecated itself.
#[allow(deprecated)]
fn information(scene: &Scene, thing: NamedThing) -> Option<SymbolInformation> {
    Some(SymbolInformation {
        kind: match thing.kind {
            NameKind::Layer => SymbolKind::MODULE,
            NameKind::Image => SymbolKind::PACKAGE,
            NameKind::Service => SymbolKind::FUNCTION,
            NameKind::Volume => SymbolKind::OBJECT,
            NameKind::Variable => SymbolKind::VARIABLE,
            NameKind::Check => SymbolKind::EVENT,
        },
        location: scene.location(thing.file, thing.span)?,
        name: thing.name.to_string(),
        container_name: thing.container.map(|name| name.to_string()),
        tags: None,
        deprecated: None,
    })
}
