//! `workspace/didChangeWatchedFiles`.

use crate::lsp::session::Session;
use ov_project::{CONFIG_FILE, ROOT_FILE};
use std::path::Path;
use tower_lsp_server::ls_types::{FileChangeType, FileEvent};

pub(in crate::lsp) fn run(session: &mut Session, changes: &[FileEvent]) {
    let paths: Vec<_> = changes.iter().filter_map(|c| Some((c.uri.to_file_path()?.into_owned(), c.typ))).collect();
    if paths.iter().any(|(path, typ)| path.ends_with(ROOT_FILE) && *typ != FileChangeType::CHANGED) {
        session.find_roots();
    }
    for root in session.projects.roots() {
        let concerns = |(path, typ): &(std::path::PathBuf, FileChangeType)| {
            path.starts_with(&root) && matters(session, &root, path, *typ)
        };
        let concerned: Vec<_> = paths.iter().filter(|change| path_is_outside_git(&change.0)).cloned().collect();
        if concerned.iter().any(concerns) {
            session.projects.invalidate(&root);
            session.send_all(&root);
        }
    }
}

fn matters(session: &Session, root: &Path, path: &Path, typ: FileChangeType) -> bool {
    // What is open counts as it is in the editor.
    let is_open = session.documents.values().any(|document| document.path.as_deref() == Some(path));
    let is_read = path == root.join(CONFIG_FILE) || session.projects.reaches(root, path);
    !is_open && (typ != FileChangeType::CHANGED || is_read)
}

/// The insides of a repository change all the time and mean nothing.
fn path_is_outside_git(path: &Path) -> bool {
    !path.components().any(|part| part.as_os_str() == ".git")
}
