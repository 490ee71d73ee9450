//! `textDocument/references`.

use crate::lsp::event::Reply;
use crate::lsp::session::{Reading, Scene, Session};
use ov_ide::{Mention, mentions, symbol_at};
use ov_syntax::Span;
use tower_lsp_server::ls_types::{Location, ReferenceParams};

pub(in crate::lsp) fn run(session: &mut Session, params: &ReferenceParams, reply: Reply<Option<Vec<Location>>>) {
    let at = &params.text_document_position;
    let (position, declarations) = (at.position, params.context.include_declaration);
    session.read(&at.text_document.uri, reply, move |reading| {
        let page = reading.page();
        let (name, _) = symbol_at(&page, reading.offset(position)).or_else(|| own_layer(reading, position))?;
        let found = mentions(page.project, &name).into_iter().filter(|mention| declarations || !mention.defines);
        Some(found.flat_map(|mention| locations(&reading.around, &mention)).collect())
    });
}

/// At the key that opens a layer, the layer.
fn own_layer(reading: &Reading, position: tower_lsp_server::ls_types::Position) -> Option<(ov_ide::Name, Span)> {
    let page = reading.page();
    let head = page.layer()?.content.head;
    head.touches(reading.offset(position)).then(|| Some((ov_ide::layer_name(&page)?, head)))?
}

/// Where exactly a name stands in a file.
pub(in crate::lsp) fn locations(scene: &Scene, mention: &Mention) -> Vec<Location> {
    let Some(uri) = scene.uri(mention.file) else { return Vec::new() };
    let places = scene.places(mention).into_iter();
    places.filter_map(|span| Some(Location { uri: uri.clone(), range: scene.range(mention.file, span)? })).collect()
}
