//! Places of findings as the client names them.

use super::document::position;
use super::projects::OpenProject;
use super::{Document, Documents};
use crate::lsp::convert::Places;
use ov_project::{FileId, Files};
use ov_rules::Place;
use ov_syntax::{LineIndex, PositionEncoding, Span};
use std::sync::Arc;
use tower_lsp_server::ls_types::{Location, Range, Uri};

/// Places seen from one open document.
pub(super) struct DocumentPlaces<'a> {
    pub(super) uri: &'a Uri,
    pub(super) file: FileId,
    pub(super) documents: &'a Documents,
    pub(super) project: &'a mut OpenProject,
    pub(super) disk: &'a dyn Files,
    pub(super) encoding: PositionEncoding,
}

impl Places for DocumentPlaces<'_> {
    fn range(&mut self, span: Span) -> Range {
        self.documents.get(self.uri).map_or_else(Range::default, |document| document.range(span, self.encoding))
    }

    fn location(&mut self, place: Place) -> Option<Location> {
        if place.file == self.file {
            return Some(Location { uri: self.uri.clone(), range: self.range(place.span) });
        }
        let path = self.project.live.project().file(place.file).path.clone();
        let is_open = |(_, document): &(&Uri, &Document)| document.path.as_deref() == Some(&*path);
        if let Some((uri, document)) = self.documents.iter().find(is_open) {
            return Some(Location { uri: uri.clone(), range: document.range(place.span, self.encoding) });
        }
        let text = self.project.texts.entry(place.file).or_insert_with(|| self.disk.read(&path).ok().map(indexed));
        let (text, lines) = text.as_ref()?;
        let at = |offset| position(lines.position(text, offset, self.encoding));
        let range = Range { start: at(place.span.start), end: at(place.span.end) };
        Some(Location { uri: Uri::from_file_path(&path)?, range })
    }
}

fn indexed(text: Arc<str>) -> (Arc<str>, LineIndex) {
    let lines = LineIndex::new(&text);
    (text, lines)
}
