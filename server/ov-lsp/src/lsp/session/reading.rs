//! Questions about a document or a project, answered beside the session.

use super::document::position;
use super::scene::Scene;
use super::{Home, Session, words};
use crate::lsp::event::Reply;
use crate::lsp::outbox::Letter;
use ov_ide::Page;
use ov_project::{EntryKind, FileId, Files, ROOT_FILE};
use ov_syntax::{Span, Text, Tree};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Position, Range, Uri};

/// A document and its project at one moment.
pub(in crate::lsp) struct Reading {
    pub(in crate::lsp) tree: Tree,
    pub(in crate::lsp) text: Text,
    pub(in crate::lsp) file: FileId,
    pub(in crate::lsp) around: Scene,
}

impl Reading {
    pub(in crate::lsp) fn page(&self) -> Page<'_> {
        let snapshot = &self.around.snapshot;
        Page {
            project: &snapshot.project,
            graph: &snapshot.graph,
            targets: &snapshot.targets,
            templates: snapshot.templates(),
            file: self.file,
            text: &self.text,
            tree: &self.tree,
        }
    }

    pub(in crate::lsp) fn offset(&self, at: Position) -> u32 {
        self.text.offset(ov_syntax::Position { line: at.line, column: at.character }, self.around.encoding)
    }

    pub(in crate::lsp) fn range(&self, span: Span) -> Range {
        let at = |offset| position(self.text.position(offset, self.around.encoding));
        Range { start: at(span.start), end: at(span.end) }
    }
}

impl Session {
    /// Answers a question about a document from what it is now, while the session goes on. About a document that is none of our
    /// business there is nothing to say.
    pub(in crate::lsp) fn read<T: Default + Send + 'static>(
        &mut self,
        uri: &Uri,
        reply: Reply<T>,
        question: impl FnOnce(&Reading) -> T + Send + 'static,
    ) {
        self.try_read(uri, reply, move |reading| Ok(question(reading)));
    }

    /// The same for a question that may be refused.
    pub(in crate::lsp) fn try_read<T: Default + Send + 'static>(
        &mut self,
        uri: &Uri,
        reply: Reply<T>,
        question: impl FnOnce(&Reading) -> Result<T> + Send + 'static,
    ) {
        match self.reading(uri) {
            Some(reading) => self.try_beside(reply, move || question(&reading)),
            None => drop(reply.send(Ok(T::default()))),
        }
    }

    /// The same about the project around a file or folder.
    pub(in crate::lsp) fn survey<T: Default + Send + 'static>(
        &mut self,
        uri: &Uri,
        reply: Reply<T>,
        question: impl FnOnce(&Scene) -> T + Send + 'static,
    ) {
        match self.root_around(uri).and_then(|root| self.scene(&root, Some(uri))) {
            Some(around) => self.beside(reply, move || question(&around)),
            None => drop(reply.send(Ok(T::default()))),
        }
    }

    /// Answers from another thread. A question that makes it fail is answered as failed.
    pub(in crate::lsp) fn beside<T: Send + 'static>(
        &self,
        reply: Reply<T>,
        answer: impl FnOnce() -> T + Send + 'static,
    ) {
        self.try_beside(reply, move || Ok(answer()));
    }

    fn try_beside<T: Send + 'static>(&self, reply: Reply<T>, answer: impl FnOnce() -> Result<T> + Send + 'static) {
        let outbox = self.outbox.clone();
        rayon::spawn(move || {
            if reply.is_closed() {
                return;
            }
            match catch_unwind(AssertUnwindSafe(answer)) {
                Ok(answer) => drop(reply.send(answer)),
                Err(cause) => outbox.send(Letter::Failure(format!("internal failure: {}", words(&*cause)))),
            }
        });
    }

    /// The root of the project around a document, open or not, or around a folder.
    pub(in crate::lsp) fn root_around(&self, uri: &Uri) -> Option<PathBuf> {
        if let Some(document) = self.documents.get(uri) {
            return document.root.clone();
        }
        let path = path_of(uri)?;
        let is_folder = self.projects.disk().kind(&path) == Some(EntryKind::Directory);
        // A project is looked for around files, so a folder is asked for through one in it.
        let within = if is_folder { path.join(ROOT_FILE) } else { path };
        self.projects.root_of(&within, &self.documents)
    }

    /// The roots of all projects that are open, or around what is.
    pub(in crate::lsp) fn all_roots(&self) -> BTreeSet<PathBuf> {
        let documents = self.documents.values().filter_map(|document| document.root.clone());
        let folders = self.client.folders.iter().filter_map(|folder| self.root_around(folder));
        documents.chain(folders).chain(self.projects.roots()).collect()
    }

    /// The project at a root, brought up to date.
    pub(in crate::lsp) fn scene(&mut self, root: &Path, cause: Option<&Uri>) -> Option<Scene> {
        self.settle(root, cause);
        let snapshot = self.projects.get(root)?.live.snapshot();
        Some(Scene::new(snapshot, &self.documents, self.client.encoding))
    }

    fn reading(&mut self, uri: &Uri) -> Option<Reading> {
        let root = self.root_around(uri)?;
        let around = self.scene(&root, Some(uri))?;
        if let Some(document) = self.documents.get_mut(uri) {
            let Home::File(file) = self.projects.home(document) else { return None };
            let tree = document.tree().clone();
            return Some(Reading { text: document.text.clone(), tree, file, around });
        }
        let path = path_of(uri)?;
        let file = self.projects.get(&root)?.live.file(&path)?;
        let content = self.projects.disk().read(&path).ok()?;
        Some(Reading { text: Text::new(&content), tree: Tree::parse(&content), file, around })
    }
}

/// The absolute path of a file on this machine.
pub(in crate::lsp) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let behind = uri.as_str().strip_prefix("file://");
    // A name behind the slashes is another machine; only Windows has paths to such.
    let is_here = behind.is_none_or(|rest| cfg!(windows) || rest.starts_with('/') || rest.starts_with("localhost/"));
    let is_file = uri.scheme().as_str() == "file" && is_here;
    uri.to_file_path().filter(|path| is_file && path.is_absolute()).map(std::borrow::Cow::into_owned)
}
