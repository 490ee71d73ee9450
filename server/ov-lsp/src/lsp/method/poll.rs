//! Looking at the disk ourselves, for clients that do not watch files.

use crate::lsp::session::{Session, stamp};
use std::path::PathBuf;
use std::time::Instant;

/// A look may take this part of the time: in a big project it is seldom.
const SHARE: u32 = 50;

/// Reads projects again whose files on disk are others than at the last look.
pub(in crate::lsp) fn run(session: &mut Session) {
    let start = Instant::now();
    if session.next_look.is_some_and(|next| start < next) {
        return;
    }
    look(session);
    session.next_look = Some(start + start.elapsed() * SHARE);
}

fn look(session: &mut Session) {
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
