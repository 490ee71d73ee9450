//! `textDocument/didOpen`.

use crate::lsp::session::{Document, Session, path_of};
use ov_project::{CONFIG_FILE, Files, LAYER_FILE, ROOT_FILE};
use std::path::Path;
use tower_lsp_server::ls_types::{TextDocumentItem, Uri};

pub(in crate::lsp) fn run(session: &mut Session, item: &TextDocumentItem) {
    let path = path_of(&item.uri);
    session.documents.insert(item.uri.clone(), Document::new(path.clone(), item.version, &item.text));
    let Some(path) = path else { return };
    let root = session.projects.root_of(&path, &session.documents);
    if is_root_file(&path) {
        // A root that is not on disk yet may be a nearer one for what is open already.
        session.find_roots();
    }
    if let Some(root) = &root
        && may_join(session, root, &path)
    {
        session.projects.invalidate(root);
    }
    if let Some(document) = session.documents.get_mut(&item.uri) {
        document.root = root;
    }
    session.send_later(&item.uri);
    session.refresh_contents();
}

/// Whether a project that does not know the file might if it was read again.
fn may_join(session: &mut Session, root: &Path, path: &Path) -> bool {
    let is_known = session.projects.get(root).is_none_or(|project| project.live.file(path).is_some());
    let is_new = || session.projects.disk().kind(path).is_none();
    let is_ours = path.ends_with(LAYER_FILE) || path.ends_with(CONFIG_FILE);
    !is_known && (is_ours || is_new())
}

fn is_root_file(path: &Path) -> bool {
    path.ends_with(ROOT_FILE)
}

impl Session {
    /// Looks for the root of each open document again.
    pub(in crate::lsp) fn find_roots(&mut self) {
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        for uri in uris {
            let Some(path) = self.documents[&uri].path.clone() else { continue };
            let root = self.projects.root_of(&path, &self.documents);
            let Some(document) = self.documents.get_mut(&uri) else { continue };
            if document.root != root {
                document.root = root;
                document.is_news = true;
                self.send_later(&uri);
            }
        }
    }
}
