//! `initialized`.

use crate::lsp::outbox::Letter;
use crate::lsp::session::Session;

pub(in crate::lsp) fn run(session: &mut Session) {
    if session.client.watches {
        session.outbox.send(Letter::WatchFiles);
    }
    if session.client.registers_settings {
        session.outbox.send(Letter::WatchSettings);
    }
    if session.client.configures {
        session.outbox.send(Letter::AskSettings);
    }
}
