//! The framework's end of the mailbox, and our own requests.

use super::custom::{self, graph, matrix, packages, preview, status, why};
use super::event::{Event, Reply};
use super::method::text_document_content;
use super::outbox::{self, Outbox};
use super::session::Session;
use super::wire::Outlet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;
use tokio::sync::oneshot;
use tower_lsp_server::Client;
use tower_lsp_server::jsonrpc::{Error, Result};

/// The way to the session, which ends when the last of them is gone.
pub(super) type Mailbox = mpsc::Sender<Event>;

/// Puts what comes in into the mailbox of the session. Nothing here waits before it has done so, so the order stays.
pub(super) struct Backend {
    mailbox: Arc<Mailbox>,
    leaving: Arc<AtomicBool>,
}

impl Backend {
    /// Starts the session on a thread of its own; `leaving` is set when the client says that it will go.
    pub(super) fn start(client: Client, outlet: Outlet, leaving: Arc<AtomicBool>) -> Self {
        let (mailbox, events) = mpsc::channel();
        let (outbox, letters) = Outbox::new(outlet);
        let mailbox = Arc::new(mailbox);
        tokio::spawn(outbox::deliver(letters, client, Arc::downgrade(&mailbox)));
        thread::spawn(move || Session::new(outbox).run(&events));
        Self { mailbox, leaving }
    }

    pub(super) fn tell(&self, event: Event) {
        let _ = self.mailbox.send(event);
    }

    /// Asks the session. What it drops without an answer has failed.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Session, Reply<T>) + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        self.tell(Event::question(reply, question));
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    /// Sees to it that the session looks at the disk now and then.
    pub(super) fn look_at_disk(&self) {
        poll(Mailbox::clone(&self.mailbox), Arc::downgrade(&self.leaving));
    }

    /// The client said that it will go.
    pub(super) fn leave(&self) {
        self.leaving.store(true, Ordering::Relaxed);
    }
}

/// How often the disk is looked at for a client that does not watch it.
const LOOKS: Duration = Duration::from_secs(2);

/// Reminds the session of the disk, as long as somebody may still ask.
fn poll(mailbox: Mailbox, alive: Weak<AtomicBool>) {
    thread::spawn(move || {
        while alive.strong_count() > 0 && mailbox.send(Event::Poll).is_ok() {
            thread::sleep(LOOKS);
        }
    });
}

/// Requests that the framework does not know; see `docs/protocol.md`.
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

    pub(super) async fn text_document_content(
        &self,
        params: text_document_content::Params,
    ) -> Result<text_document_content::Answer> {
        self.ask(move |session, reply| text_document_content::run(session, &params, reply)).await
    }

    pub(super) async fn show_preview(&self, wanted: text_document_content::Wanted) -> Result<()> {
        self.ask(move |session, reply| text_document_content::show(session, &wanted, reply)).await
    }

    pub(super) async fn graph(&self, params: custom::AnyFile) -> Result<Option<graph::Answer>> {
        self.ask(move |session, reply| graph::run(session, &params.uri, reply)).await
    }
}
