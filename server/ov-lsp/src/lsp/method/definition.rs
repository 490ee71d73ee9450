//! `textDocument/definition`.

use crate::lsp::event::Reply;
use crate::lsp::session::Session;
use tower_lsp_server::ls_types::{GotoDefinitionResponse, Location, Range, TextDocumentPositionParams};

pub(in crate::lsp) fn run(
    session: &mut Session,
    at: &TextDocumentPositionParams,
    reply: Reply<Option<GotoDefinitionResponse>>,
) {
    let position = at.position;
    session.read(&at.text_document.uri, reply, move |reading| {
        let file = ov_ide::definition(&reading.page(), reading.offset(position))?;
        let uri = reading.around.uri(file)?;
        Some(GotoDefinitionResponse::Scalar(Location { uri, range: Range::default() }))
    });
}
