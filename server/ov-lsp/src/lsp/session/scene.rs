//! A project at one moment, with the texts of its files.

use super::Documents;
use super::document::position;
use crate::disk::DiskFiles;
use crate::workspace::Snapshot;
use ov_ide::Mention;
use ov_project::{FileId, Files};
use ov_syntax::{LineIndex, PositionEncoding, Source, Span, Text};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp_server::ls_types::{Location, Range, Uri};

/// A project at one moment, with the texts of its files.
pub(in crate::lsp) struct Scene {
    pub(in crate::lsp) snapshot: Snapshot,
    pub(in crate::lsp) encoding: PositionEncoding,
    open: Vec<OpenText>,
    /// Texts of files that are not open.
    closed: RefCell<FxHashMap<FileId, Option<Arc<Indexed>>>>,
}

/// A document that the client has open.
pub(in crate::lsp) struct OpenText {
    pub(in crate::lsp) path: PathBuf,
    pub(in crate::lsp) uri: Uri,
    pub(in crate::lsp) version: i32,
    pub(in crate::lsp) text: Text,
}

/// A text with its lines.
struct Indexed {
    text: Arc<str>,
    lines: LineIndex,
}

impl Scene {
    pub(super) fn new(snapshot: Snapshot, documents: &Documents, encoding: PositionEncoding) -> Self {
        let root = &snapshot.project.root;
        let open = |(uri, document): (&Uri, &super::Document)| {
            let path = document.path.clone().filter(|_| document.root.as_deref() == Some(root))?;
            Some(OpenText { path, uri: uri.clone(), version: document.version, text: document.text.clone() })
        };
        let open = documents.iter().filter_map(open).collect();
        Self { snapshot, encoding, open, closed: RefCell::default() }
    }

    /// The open document of a path.
    pub(in crate::lsp) fn open(&self, path: &Path) -> Option<&OpenText> {
        self.open.iter().find(|open| open.path == path)
    }

    /// The file at a path, where the project reaches it.
    pub(in crate::lsp) fn file(&self, path: &Path) -> Option<FileId> {
        let index = self.snapshot.project.files.iter().position(|file| *file.path == *path)?;
        Some(FileId(index as u32))
    }

    /// How the client calls a file.
    pub(in crate::lsp) fn uri(&self, file: FileId) -> Option<Uri> {
        let path = &self.snapshot.project.file(file).path;
        self.open(path).map(|open| open.uri.clone()).or_else(|| Uri::from_file_path(&**path))
    }

    /// Bytes of a file as the client counts; `None` where it gives no text.
    pub(in crate::lsp) fn range(&self, file: FileId, span: Span) -> Option<Range> {
        if let Some(open) = self.open(&self.snapshot.project.file(file).path) {
            let at = |offset| position(open.text.position(offset, self.encoding));
            return Some(Range { start: at(span.start), end: at(span.end) });
        }
        let indexed = self.indexed(file)?;
        let at = |offset| position(indexed.lines.position(&indexed.text, offset, self.encoding));
        Some(Range { start: at(span.start), end: at(span.end) })
    }

    /// Bytes of a file with its address.
    pub(in crate::lsp) fn location(&self, file: FileId, span: Span) -> Option<Location> {
        Some(Location { uri: self.uri(file)?, range: self.range(file, span)? })
    }

    /// The version of a document, where it is open.
    pub(in crate::lsp) fn version(&self, uri: &Uri) -> Option<i32> {
        self.open.iter().find(|open| open.uri == *uri).map(|open| open.version)
    }

    /// Where exactly a name stands in its file.
    pub(in crate::lsp) fn places(&self, mention: &Mention) -> Vec<Span> {
        if let Some(open) = self.open(&self.snapshot.project.file(mention.file).path) {
            return mention.places(&open.text.text(mention.span.range()));
        }
        let indexed = self.indexed(mention.file);
        let raw = indexed.as_ref().and_then(|indexed| indexed.text.get(mention.span.range()));
        raw.map(|raw| mention.places(raw)).unwrap_or_default()
    }

    fn indexed(&self, file: FileId) -> Option<Arc<Indexed>> {
        let path = &self.snapshot.project.file(file).path;
        let read = || {
            let text = DiskFiles::default().read(path).ok()?;
            Some(Arc::new(Indexed { lines: LineIndex::new(&text), text }))
        };
        self.closed.borrow_mut().entry(file).or_insert_with(read).clone()
    }
}
