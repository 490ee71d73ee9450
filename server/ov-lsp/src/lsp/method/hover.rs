//! `textDocument/hover`.

use crate::lsp::event::Reply;
use crate::lsp::session::Session;
use tower_lsp_server::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, TextDocumentPositionParams};

pub(in crate::lsp) fn run(session: &mut Session, at: &TextDocumentPositionParams, reply: Reply<Option<Hover>>) {
    let position = at.position;
    session.read(&at.text_document.uri, reply, move |reading| {
        let found = ov_ide::hover(&reading.page(), reading.offset(position))?;
        let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: found.text });
        Some(Hover { contents, range: Some(reading.range(found.span)) })
    });
}
