//! `textDocument/documentHighlight`.

use crate::lsp::event::Reply;
use crate::lsp::session::Session;
use ov_ide::{mentions_in, symbol_at};
use tower_lsp_server::ls_types::{DocumentHighlight, DocumentHighlightKind, TextDocumentPositionParams};

pub(in crate::lsp) fn run(
    session: &mut Session,
    at: &TextDocumentPositionParams,
    reply: Reply<Option<Vec<DocumentHighlight>>>,
) {
    let position = at.position;
    session.read(&at.text_document.uri, reply, move |reading| {
        let page = reading.page();
        let (name, _) = symbol_at(&page, reading.offset(position))?;
        let mut highlights = Vec::new();
        for mention in mentions_in(&page, &name) {
            let kind = if mention.defines { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ };
            let places = reading.around.places(&mention).into_iter();
            highlights.extend(places.map(|span| DocumentHighlight { range: reading.range(span), kind: Some(kind) }));
        }
        Some(highlights)
    });
}
