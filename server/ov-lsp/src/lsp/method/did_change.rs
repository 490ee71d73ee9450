//! `textDocument/didChange`.
//!
//! Only the text and its tree follow at once. The project hears of it when somebody asks or when nothing else is to do, so a
//! burst of edits costs little more than the last of them.

use crate::lsp::session::Session;
use tower_lsp_server::ls_types::DidChangeTextDocumentParams;

pub(in crate::lsp) fn run(session: &mut Session, params: DidChangeTextDocumentParams) {
    let uri = params.text_document.uri;
    let encoding = session.client.encoding;
    let Some(document) = session.documents.get_mut(&uri) else { return };
    for change in &params.content_changes {
        document.edit(change, encoding);
    }
    // A version that goes back is the client's mistake; to drop its edits would lose what somebody typed.
    document.version = params.text_document.version;
    session.send_later(&uri);
    session.refresh_contents();
}
