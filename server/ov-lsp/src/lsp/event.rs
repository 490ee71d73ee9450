//! What can happen to a session.

use super::client::ClientFacts;
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CodeActionParams, CodeActionResponse, CompletionResponse, DidChangeTextDocumentParams, DocumentDiagnosticParams,
    DocumentDiagnosticReportResult, DocumentSymbolResponse, FileEvent, GotoDefinitionResponse, Hover, TextDocumentItem,
    TextDocumentPositionParams, Uri,
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
    Symbols(Uri, Reply<Option<DocumentSymbolResponse>>),
    Hover(TextDocumentPositionParams, Reply<Option<Hover>>),
    Complete(TextDocumentPositionParams, Reply<Option<CompletionResponse>>),
    Define(TextDocumentPositionParams, Reply<Option<GotoDefinitionResponse>>),
    Actions(Box<CodeActionParams>, Reply<Option<CodeActionResponse>>),
    Diagnostic(Box<DocumentDiagnosticParams>, Reply<DocumentDiagnosticReportResult>),
}
