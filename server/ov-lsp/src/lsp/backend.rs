//! What the framework calls.

use super::capabilities::server_capabilities;
use super::client::ClientFacts;
use super::custom::{self, graph, matrix, packages, preview, status, why};
use super::event::{Event, Reply};
use super::method;
use super::outbox::{self, Outbox};
use super::session::Session;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    CodeActionParams, CodeActionResponse, CompletionParams, CompletionResponse, DidChangeTextDocumentParams,
    DidChangeWatchedFilesParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentSymbolParams, DocumentSymbolResponse,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult,
    InitializedParams, ServerInfo,
};
use tower_lsp_server::{Client, LanguageServer};

/// Puts what comes in into the mailbox of the session. Nothing here waits before it has done so, so the order stays.
pub(super) struct Backend {
    mailbox: mpsc::Sender<Event>,
    leaving: Arc<AtomicBool>,
}

impl Backend {
    /// Starts the session on a thread of its own; `leaving` is set when the client says that it will go.
    pub(super) fn start(client: Client, leaving: Arc<AtomicBool>) -> Self {
        let (mailbox, events) = mpsc::channel();
        let (outbox, letters) = Outbox::new();
        tokio::spawn(outbox::deliver(letters, client));
        thread::spawn(move || Session::new(outbox).run(&events));
        Self { mailbox, leaving }
    }

    fn tell(&self, event: Event) {
        let _ = self.mailbox.send(event);
    }

    /// Asks the session. What it drops without an answer has failed.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Session, Reply<T>) + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        self.tell(Event::question(reply, question));
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}

/// Our own requests; see `docs/protocol.md`.
impl Backend {
    pub(super) async fn preview(&self, params: preview::Params) -> Result<Option<preview::Answer>> {
        self.ask(move |session, reply| preview::run(session, params, reply)).await
    }

    pub(super) async fn packages(&self, params: packages::Params) -> Result<Option<packages::Answer>> {
        self.ask(move |session, reply| packages::run(session, params, reply)).await
    }

    pub(super) async fn matrix(&self, params: custom::AnyFile) -> Result<Option<matrix::Answer>> {
        self.ask(move |session, reply| matrix::run(session, &params.uri, reply)).await
    }

    pub(super) async fn status(&self, params: status::Params) -> Result<status::Answer> {
        self.ask(move |session, reply| status::run(session, params, reply)).await
    }

    pub(super) async fn why(&self, params: why::Params) -> Result<Option<why::Answer>> {
        self.ask(move |session, reply| why::run(session, params, reply)).await
    }

    pub(super) async fn graph(&self, params: custom::AnyFile) -> Result<Option<graph::Answer>> {
        self.ask(move |session, reply| graph::run(session, &params.uri, reply)).await
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let facts = ClientFacts::new(&params);
        let capabilities = server_capabilities(&facts);
        self.tell(Event::Initialize(Box::new(facts)));
        let version = Some(env!("CARGO_PKG_VERSION").into());
        let server_info = Some(ServerInfo { name: "ov-lsp".into(), version });
        Ok(InitializeResult { capabilities, server_info, ..InitializeResult::default() })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tell(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.leaving.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.tell(Event::Open(Box::new(params.text_document)));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.tell(Event::Change(params));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Close(params.text_document.uri));
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.tell(Event::Disk(params.changes));
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(move |session, reply| method::document_symbol::run(session, &params.text_document.uri, reply)).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask(move |session, reply| method::hover::run(session, &params.text_document_position_params, reply)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.ask(move |session, reply| method::completion::run(session, &params.text_document_position, reply)).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.ask(move |session, reply| method::definition::run(session, &params.text_document_position_params, reply))
            .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.ask(move |session, reply| drop(reply.send(Ok(method::code_action::run(session, &params))))).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.ask(move |session, reply| drop(reply.send(Ok(method::diagnostic::run(session, &params))))).await
    }
}
