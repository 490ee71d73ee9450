//! What can happen to a session.

use super::client::ClientFacts;
use super::session::Session;
use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{DidChangeTextDocumentParams, FileEvent, TextDocumentItem, Uri};

/// Where an answer goes. It is closed once the client has cancelled the request.
pub(super) type Reply<T> = oneshot::Sender<Result<T>>;

/// What can happen to a session.
pub(super) enum Event {
    Initialize(Box<ClientFacts>),
    Initialized,
    Open(Box<TextDocumentItem>),
    Change(DidChangeTextDocumentParams),
    Close(Uri),
    /// Settings changed; what they are now, where the client says so.
    SettingsChanged(Value),
    /// What the client answers when it is asked for settings.
    Settings(Value),
    /// Files changed on disk.
    Disk(Vec<FileEvent>),
    /// Time to look at the disk.
    Poll,
    /// A request, with the way its answer goes.
    Ask(Box<dyn FnOnce(&mut Session) + Send>),
}

impl Event {
    /// A request that is taken up only while somebody waits for its answer.
    pub(super) fn question<T: Send + 'static>(
        reply: Reply<T>,
        question: impl FnOnce(&mut Session, Reply<T>) + Send + 'static,
    ) -> Self {
        Self::Ask(Box::new(move |session| {
            if !reply.is_closed() {
                question(session, reply);
            }
        }))
    }
}
