//! The diagnostics of one document.

use super::places::DocumentPlaces;
use super::{Home, Session};
use crate::check;
use crate::config;
use crate::lsp::convert;
use crate::lsp::outbox::Letter;
use crate::workspace::Effect;
use ov_project::{Config, FileId};
use ov_syntax::Span;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::oneshot;
use tower_lsp_server::ls_types::{Diagnostic, Uri};

/// Diagnostics that a client has.
#[derive(Clone, Debug)]
pub(in crate::lsp) struct Reported {
    /// Tells them from those before.
    pub(in crate::lsp) id: u64,
    /// The version of the text they were made for.
    pub(in crate::lsp) version: i32,
    pub(in crate::lsp) diagnostics: Arc<[Diagnostic]>,
}

impl Session {
    /// The diagnostics of an open document, as of now. They keep their id while they stay the same. `None` for a document that
    /// is none of our business.
    pub(in crate::lsp) fn report(&mut self, uri: &Uri) -> Option<Reported> {
        let root = self.documents.get(uri)?.root.clone()?;
        self.settle(&root, Some(uri));
        let document = self.documents.get(uri)?;
        let diagnostics = match self.projects.home(document) {
            Home::File(file) => self.of_file(uri, &root, file)?,
            Home::Config => self.of_config(uri)?,
            Home::Nowhere => return None,
        };
        let document = self.documents.get_mut(uri)?;
        let version = document.version;
        let reported = match document.reported.take() {
            Some(before) if *before.diagnostics == *diagnostics => Reported { version, ..before },
            before => {
                let id = before.map_or(1, |before| before.id + 1);
                Reported { id, version, diagnostics: diagnostics.into() }
            }
        };
        document.reported = Some(reported.clone());
        Some(reported)
    }

    /// Says that a project is read for the first time, until the answer is dropped.
    fn tell_of_indexing(&mut self, root: &Path) -> Option<oneshot::Sender<()>> {
        if !self.client.shows_progress || self.projects.get(root).is_some() {
            return None;
        }
        let (working, done) = oneshot::channel();
        let project = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.outbox.send(Letter::Indexing { project, done });
        Some(working)
    }

    /// Brings a project up to date because of one document, and sees to it that the diagnostics of others follow.
    pub(in crate::lsp) fn settle(&mut self, root: &Path, cause: Option<&Uri>) {
        let is_news = self.documents.values().any(|d| d.is_news && d.root.as_deref() == Some(root));
        let indexed = self.tell_of_indexing(root);
        let effect = self.projects.settle(root, &mut self.documents);
        drop(indexed);
        if !is_news && effect == Effect::Items {
            return;
        }
        let is_other = |uri: &&Uri| Some(*uri) != cause && self.documents[*uri].root.as_deref() == Some(root);
        let others: Vec<Uri> = self.documents.keys().filter(is_other).cloned().collect();
        // A client that asks does so for what is in sight anyway; to be told at every keystroke would be too much.
        if !others.is_empty() && effect == Effect::Graph && self.client.pulls && self.client.refreshes {
            self.outbox.send(Letter::RefreshDiagnostics);
        }
        // The document of the moment stays the first to be sent.
        for uri in others.iter().filter(|_| !self.client.pulls) {
            if !self.unsent.contains(uri) {
                self.unsent.insert(0, uri.clone());
            }
        }
    }

    fn of_file(&mut self, uri: &Uri, root: &Path, file: FileId) -> Option<Vec<Diagnostic>> {
        let (project, disk) = self.projects.with_disk(root)?;
        let findings = project.live.findings(file);
        let encoding = self.client.encoding;
        let mut places = DocumentPlaces { uri, file, documents: &self.documents, project, disk, encoding };
        Some(findings.iter().map(|finding| convert::diagnostic(finding, &self.client, &mut places)).collect())
    }

    fn of_config(&self, uri: &Uri) -> Option<Vec<Diagnostic>> {
        let document = self.documents.get(uri)?;
        let config = Config::read(&document.content());
        let mut mistakes: Vec<(Span, String)> = config::mistakes(&config);
        mistakes.extend(config::unknown(&check::rules(), &config));
        let encoding = self.client.encoding;
        let diagnostic = |(span, message)| convert::mistake(message, document.range(span, encoding));
        Some(mistakes.into_iter().map(diagnostic).collect())
    }
}
