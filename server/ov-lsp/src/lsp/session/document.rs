//! An open document.

use super::report::Reported;
use ov_project::{Dialect, LayerFile};
use ov_syntax::{PositionEncoding, Span, Text, Tree};
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp_server::ls_types::{Position, Range, TextDocumentContentChangeEvent};

/// A document as the client sees it.
pub(in crate::lsp) struct Document {
    /// The file, where the document is one.
    pub(in crate::lsp) path: Option<PathBuf>,
    /// The root of the project around it, if there is one.
    pub(in crate::lsp) root: Option<PathBuf>,
    pub(in crate::lsp) version: i32,
    pub(in crate::lsp) text: Text,
    /// Whether the project was not told of the last edits yet.
    pub(in crate::lsp) is_news: bool,
    /// The diagnostics that the client has.
    pub(in crate::lsp) reported: Option<Reported>,
    /// The text as YAML, kept up to date once it was asked for.
    tree: Option<Tree>,
}

impl Document {
    pub(in crate::lsp) fn new(path: Option<PathBuf>, version: i32, text: &str) -> Self {
        let text = Text::new(text);
        Self { path, root: None, version, text, is_news: true, reported: None, tree: None }
    }

    /// Makes one edit. Positions outside the text are clamped to it, and ends that are swapped are put right.
    pub(in crate::lsp) fn edit(&mut self, change: &TextDocumentContentChangeEvent, encoding: PositionEncoding) {
        self.is_news = true;
        let Some(range) = change.range else {
            self.text = Text::new(&change.text);
            self.tree = None;
            return;
        };
        let (start, end) = (self.offset(range.start, encoding), self.offset(range.end, encoding));
        let change = self.text.edit(Span::new(start.min(end), end.max(start)), &change.text);
        self.tree = self.tree.take().map(|tree| tree.edit(&self.text, change));
    }

    pub(in crate::lsp) fn offset(&self, position: Position, encoding: PositionEncoding) -> u32 {
        self.text.offset(ov_syntax::Position { line: position.line, column: position.character }, encoding)
    }

    pub(in crate::lsp) fn range(&self, span: Span, encoding: PositionEncoding) -> Range {
        let (start, end) = self.text.range(span, encoding);
        Range { start: position(start), end: position(end) }
    }

    pub(in crate::lsp) fn tree(&mut self) -> &Tree {
        self.tree.get_or_insert_with(|| Tree::parse(&self.text.to_string()))
    }

    /// What the document says as a layer; what `before` says of unchanged parts is kept.
    pub(in crate::lsp) fn layer(&mut self, dialect: Dialect, before: Option<&LayerFile>) -> LayerFile {
        let tree = self.tree().clone();
        LayerFile::read(&self.text, &tree, dialect, before)
    }

    pub(in crate::lsp) fn content(&self) -> Arc<str> {
        self.text.to_string().into()
    }

    /// Forgets all but the text.
    pub(super) fn forget(&mut self) {
        self.tree = None;
        self.is_news = true;
    }
}

pub(super) fn position(at: ov_syntax::Position) -> Position {
    Position { line: at.line, character: at.column }
}
