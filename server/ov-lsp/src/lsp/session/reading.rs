//! Questions about a document, answered beside the session.

use super::document::position;
use super::{Home, Session, words};
use crate::lsp::event::Reply;
use crate::lsp::outbox::Letter;
use crate::workspace::Snapshot;
use ov_ide::Page;
use ov_project::FileId;
use ov_syntax::{PositionEncoding, Span, Text, Tree};
use std::panic::{AssertUnwindSafe, catch_unwind};
use tower_lsp_server::ls_types::{Position, Range, Uri};

/// A document and its project at one moment.
pub(in crate::lsp) struct Reading {
    pub(in crate::lsp) tree: Tree,
    pub(in crate::lsp) project: Snapshot,
    text: Text,
    file: FileId,
    encoding: PositionEncoding,
}

impl Reading {
    pub(in crate::lsp) fn page(&self) -> Page<'_> {
        let Snapshot { project, targets, .. } = &self.project;
        Page { project, targets, file: self.file, text: &self.text, tree: &self.tree }
    }

    pub(in crate::lsp) fn offset(&self, at: Position) -> u32 {
        self.text.offset(ov_syntax::Position { line: at.line, column: at.character }, self.encoding)
    }

    pub(in crate::lsp) fn range(&self, span: Span) -> Range {
        let at = |offset| position(self.text.position(offset, self.encoding));
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
        if reply.is_closed() {
            return;
        }
        let Some(reading) = self.reading(uri) else {
            let _ = reply.send(Ok(T::default()));
            return;
        };
        let outbox = self.outbox.clone();
        rayon::spawn(move || {
            if reply.is_closed() {
                return;
            }
            match catch_unwind(AssertUnwindSafe(|| question(&reading))) {
                Ok(answer) => drop(reply.send(Ok(answer))),
                Err(cause) => outbox.send(Letter::Failure(format!("internal failure: {}", words(&*cause)))),
            }
        });
    }

    fn reading(&mut self, uri: &Uri) -> Option<Reading> {
        let root = self.documents.get(uri)?.root.clone()?;
        self.settle(&root, uri);
        let document = self.documents.get_mut(uri)?;
        let Home::File(file) = self.projects.home(document) else { return None };
        let project = self.projects.get(&root)?.live.snapshot();
        let tree = document.tree().clone();
        Some(Reading { text: document.text.clone(), tree, file, project, encoding: self.client.encoding })
    }
}
