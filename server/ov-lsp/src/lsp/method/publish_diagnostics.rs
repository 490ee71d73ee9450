//! `textDocument/publishDiagnostics`.

use crate::lsp::outbox::Publication;
use crate::lsp::session::Session;
use tower_lsp_server::ls_types::Uri;

/// Sends the diagnostics of a document, where they are others than the client has. A client that tells them by the version of the
/// text has none for a new version.
pub(in crate::lsp) fn run(session: &mut Session, uri: &Uri) {
    let before = session.documents.get(uri).and_then(|document| document.reported.clone());
    let Some(now) = session.report(uri) else {
        return clear(session, uri);
    };
    let versions = session.client.versions;
    let is_known = before.is_some_and(|before| before.id == now.id && (!versions || before.version == now.version));
    if !is_known {
        let version = versions.then_some(now.version);
        session.outbox.publish(&Publication { uri, diagnostics: &now.diagnostics, version });
    }
}

/// Takes back what was said of a document that is none of our business any more.
fn clear(session: &mut Session, uri: &Uri) {
    let reported = session.documents.get_mut(uri).and_then(|document| document.reported.take());
    if reported.is_some_and(|reported| !reported.diagnostics.is_empty()) {
        session.outbox.publish(&Publication { uri, diagnostics: &[], version: None });
    }
}
