//! `initialized`.

use crate::lsp::outbox::Letter;
use crate::lsp::session::Session;

pub(in crate::lsp) fn run(session: &mut Session) {
    if session.client.watches {
        session.outbox.send(Letter::WatchFiles);
    }
}
