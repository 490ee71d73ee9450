//! `textDocument/didClose`.

use crate::lsp::outbox::{Letter, Publication};
use crate::lsp::session::{Document, Session};
use ov_project::Files;
use std::path::Path;
use tower_lsp_server::ls_types::Uri;

pub(in crate::lsp) fn run(session: &mut Session, uri: &Uri) {
    let Some(document) = session.documents.remove(uri) else { return };
    if !session.client.pulls && document.reported.as_ref().is_some_and(|r| !r.diagnostics.is_empty()) {
        session.outbox.publish(&Publication { uri, diagnostics: &[], version: None });
    }
    let Some(path) = &document.path else { return };
    if path.ends_with(ov_project::ROOT_FILE) {
        session.find_roots();
    }
    let Some(root) = &document.root else { return };
    if is_as_on_disk(session, &document, path)
        && let Some(project) = session.projects.get(root)
        && let Some(file) = project.live.file(path)
    {
        project.live.cool_down(file);
        return;
    }
    session.projects.invalidate(root);
    session.send_all(root);
}

fn is_as_on_disk(session: &Session, document: &Document, path: &Path) -> bool {
    session.projects.disk().read(path).is_ok_and(|text| *text == *document.content())
}

impl Session {
    /// Sees to it that the diagnostics of all documents of a project are sent.
    pub(in crate::lsp) fn send_all(&mut self, root: &Path) {
        let is_inside = |uri: &&Uri| self.documents[*uri].root.as_deref() == Some(root);
        let uris: Vec<Uri> = self.documents.keys().filter(is_inside).cloned().collect();
        if self.client.pulls && self.client.refreshes && !uris.is_empty() {
            self.outbox.send(Letter::RefreshDiagnostics);
        }
        for uri in &uris {
            self.send_later(uri);
        }
        self.refresh_contents();
    }
}
