//! From byte offsets to lines and columns.

use super::{Place, Position};
use ov_syntax::{LineIndex, Span};
use std::sync::Arc;

/// A text and where its lines start.
pub struct Lines<'t> {
    text: &'t str,
    index: LineIndex,
}

impl<'t> Lines<'t> {
    /// Reads `text` once. A line ends after `\n`, `\r\n` or a lone `\r`.
    pub fn new(text: &'t str) -> Self {
        Self { text, index: LineIndex::new(text) }
    }

    /// The point at `offset`, clamped to the text and to the start of a character.
    pub fn position(&self, offset: u32) -> Position {
        let offset = boundary(self.text, offset) as u32;
        let line = self.index.line(offset);
        let before = &self.text[self.index.start(line) as usize..offset as usize];
        Position { line: line + 1, column: before.chars().count() as u32 + 1, offset }
    }

    /// The range `span` in the file called `file`.
    pub fn place(&self, file: Arc<str>, span: Span) -> Place {
        Place { file, start: self.position(span.start), end: self.position(span.end) }
    }
}

/// The start of the character that `offset` is in, or the end of the text.
pub(super) fn boundary(text: &str, offset: u32) -> usize {
    let mut at = text.len().min(offset as usize);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Bytes between the start of the line and `at`, plus 1.
pub(super) fn byte_column(text: &str, at: Position) -> u32 {
    let before = text.get(..at.offset as usize).unwrap_or_default();
    let line_start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    (before.len() - line_start) as u32 + 1
}

#[cfg(test)]
mod tests {
    use super::{Lines, byte_column};

    fn line_and_column(text: &str, offset: u32) -> (u32, u32) {
        let at = Lines::new(text).position(offset);
        (at.line, at.column)
    }

    #[test]
    fn columns_count_characters() {
        let text = "é🦀x: 1\r\nb\rc\n";
        assert_eq!(line_and_column(text, 0), (1, 1));
        assert_eq!(line_and_column(text, 6), (1, 3));
        assert_eq!(line_and_column(text, 12), (2, 1));
        assert_eq!(line_and_column(text, 14), (3, 1));
        assert_eq!(line_and_column(text, 16), (4, 1));
    }

    #[test]
    fn offsets_are_clamped() {
        assert_eq!(line_and_column("é", 1), (1, 1));
        assert_eq!(line_and_column("é", 99), (1, 2));
        assert_eq!(line_and_column("", 0), (1, 1));
    }

    #[test]
    fn byte_columns_count_bytes() {
        let text = "a\né🦀x";
        assert_eq!(byte_column(text, Lines::new(text).position(8)), 7);
    }
}
