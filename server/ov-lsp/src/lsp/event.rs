//! What can happen to a session.

use super::client::ClientFacts;
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DidChangeTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult, FileEvent, TextDocumentItem,
    Uri,
};

/// Where an answer goes. It is closed once the client has cancelled the request.
pub(super) type Reply<T> = oneshot::Sender<Result<T>>;

/// What can happen to a session.
pub(super) enum Event {
    Initialize(Box<ClientFacts>),
    Initialized,
    Open(Box<TextDocumentItem>),
    Change(DidChangeTextDocumentParams),
    Close(Uri),
    /// Files changed on disk.
    Disk(Vec<FileEvent>),
    Diagnostic(Box<DocumentDiagnosticParams>, Reply<DocumentDiagnosticReportResult>),
}
