//! The state of a session and the thread that owns it.

mod document;
mod places;
mod projects;
mod reading;
mod report;
mod scene;
mod stamp;

pub(super) use document::Document;
pub(super) use projects::{Home, Projects, over};
pub(super) use reading::{Reading, path_of};
pub(super) use scene::Scene;
pub(super) use stamp::stamp;

use super::client::ClientFacts;
use super::event::Event;
use super::method;
use super::outbox::{Letter, Outbox};
use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Instant;
use tower_lsp_server::ls_types::Uri;

/// Open documents by their address.
pub(super) type Documents = BTreeMap<Uri, Document>;

/// All that the server knows.
pub(super) struct Session {
    pub(super) client: ClientFacts,
    pub(super) outbox: Outbox,
    pub(super) documents: Documents,
    pub(super) projects: Projects,
    /// Virtual documents whose content the client has, as far as it was not told that they may be others.
    pub(super) contents: BTreeSet<Uri>,
    /// Documents whose diagnostics have to be sent, the one edited last at the end.
    unsent: Vec<Uri>,
    /// What went wrong and was said.
    told: BTreeSet<String>,
    /// When the disk may be looked at again, where we do so ourselves.
    pub(super) next_look: Option<Instant>,
}

impl Session {
    pub(super) fn new(outbox: Outbox) -> Self {
        Self {
            client: ClientFacts::default(),
            outbox,
            documents: Documents::new(),
            projects: Projects::new(),
            contents: BTreeSet::new(),
            unsent: Vec::new(),
            told: BTreeSet::new(),
            next_look: None,
        }
    }

    /// Takes events until the mailbox closes. What nobody waits for is done when nothing else is to do.
    pub(super) fn run(mut self, events: &Receiver<Event>) {
        loop {
            let event = match events.try_recv() {
                Ok(event) => event,
                Err(TryRecvError::Disconnected) => return,
                Err(TryRecvError::Empty) if !self.unsent.is_empty() => {
                    self.guarded(Self::send_next);
                    continue;
                }
                Err(TryRecvError::Empty) => match events.recv() {
                    Ok(event) => event,
                    Err(_) => return,
                },
            };
            self.guarded(|session| session.take(event));
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Initialize(client) => self.client = *client,
            Event::Initialized => method::initialized::run(self),
            Event::Open(item) => method::did_open::run(self, &item),
            Event::Change(params) => method::did_change::run(self, params),
            Event::Close(uri) => method::did_close::run(self, &uri),
            Event::SettingsChanged(settings) => method::did_change_configuration::run(self, &settings),
            Event::Settings(settings) => method::did_change_configuration::apply(self, &settings),
            Event::Disk(changes) => method::did_change_watched_files::run(self, &changes),
            Event::Poll => method::poll::run(self),
            Event::Ask(question) => question(self),
        }
    }

    /// Survives a panic: says once what went wrong, and reads the projects anew, since they may be half changed.
    fn guarded(&mut self, work: impl FnOnce(&mut Self)) {
        let Err(cause) = catch_unwind(AssertUnwindSafe(|| work(self))) else { return };
        self.projects = Projects::new();
        self.documents.values_mut().for_each(Document::forget);
        let what = format!("internal failure: {}", words(&*cause));
        if self.told.insert(what.clone()) {
            self.outbox.send(Letter::Failure(what));
        }
    }

    /// Sees to it that the diagnostics of a document are sent, where the client does not ask for them.
    pub(super) fn send_later(&mut self, uri: &Uri) {
        if !self.client.pulls {
            self.unsent.retain(|other| other != uri);
            self.unsent.push(uri.clone());
        }
    }

    fn send_next(&mut self) {
        if let Some(uri) = self.unsent.pop() {
            method::publish_diagnostics::run(self, &uri);
        }
    }
}

fn words(cause: &(dyn Any + Send)) -> &str {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::resume_unwind;

    #[test]
    fn a_panic_is_said_once_and_survived() {
        let (outbox, mut letters) = Outbox::new(crate::lsp::wire::outlet(std::io::sink()).0);
        let mut session = Session::new(outbox);
        for _ in 0..2 {
            // As a panic, but without the panic's message on the standard error of the tests.
            session.guarded(|_| resume_unwind(Box::new("no such thing")));
        }
        assert!(matches!(letters.try_recv(), Ok(Letter::Failure(what)) if what == "internal failure: no such thing"),);
        assert!(letters.try_recv().is_err());
        session.guarded(|session| session.take(Event::Initialized));
    }
}
