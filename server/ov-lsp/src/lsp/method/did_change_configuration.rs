//! `workspace/didChangeConfiguration`, and the settings that a client is asked for.

use crate::lsp::outbox::Letter;
use crate::lsp::session::Session;
use crate::lsp::settings::SECTION;
use serde_json::Value;

/// A client that can be asked says no more than that something changed.
pub(in crate::lsp) fn run(session: &mut Session, settings: &Value) {
    if session.client.configures {
        session.outbox.send(Letter::AskSettings);
    } else if let Some(own) = settings.get(SECTION) {
        apply(session, own);
    }
}

/// Takes what the client says over what it said at the start.
pub(in crate::lsp) fn apply(session: &mut Session, settings: &Value) {
    let now = session.client.initial.with(settings);
    if now != session.client.settings {
        session.client.settings = now;
        session.outbox.send(Letter::RefreshViews {
            hints: session.client.refreshes_hints,
            lenses: session.client.refreshes_lenses,
        });
    }
}
