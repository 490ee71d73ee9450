//! `textDocument/definition`.

use crate::lsp::event::Reply;
use crate::lsp::session::Session;
use tower_lsp_server::ls_types::{GotoDefinitionResponse, TextDocumentPositionParams};

pub(in crate::lsp) fn run(
    session: &mut Session,
    at: &TextDocumentPositionParams,
    reply: Reply<Option<GotoDefinitionResponse>>,
) {
    let position = at.position;
    session.read(&at.text_document.uri, reply, move |reading| {
        let found = ov_ide::definition(&reading.page(), reading.offset(position));
        let locations: Vec<_> = found.iter().filter_map(|one| reading.around.location(one.file, one.span)).collect();
        (!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations))
    });
}
