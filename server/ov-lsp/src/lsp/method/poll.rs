//! Looking at the disk ourselves, for clients that do not watch files.

use crate::lsp::session::{Session, stamp};
use std::path::PathBuf;

/// Reads projects again whose files on disk are others than at the last look.
pub(in crate::lsp) fn run(session: &mut Session) {
    let open: Vec<PathBuf> = session.documents.values().filter_map(|document| document.path.clone()).collect();
    for root in session.projects.roots() {
        let Some(project) = session.projects.get(&root) else { continue };
        // What is open counts as it is in the editor, so it does not matter that it was saved.
        let now = stamp(project.live.project(), &open);
        let before = project.stamp.replace(now);
        if before.is_some_and(|before| before != now) {
            session.projects.invalidate(&root);
            session.send_all(&root);
        }
    }
}
