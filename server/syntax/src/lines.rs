//! Lines of a text that is held in one piece.

use crate::position::{Position, PositionEncoding};
use crate::source::floor;
use memchr::memchr2_iter;

/// Where the lines of a text begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// The first is 0, so there is always one.
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`; `\n`, `\r\n` and a lone `\r` end one.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends =
            memchr2_iter(b'\n', b'\r', bytes).filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Self { starts: std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect() }
    }

    /// Number of lines; the one behind the last line break counts.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: an empty text has one line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line an offset is in, counted from 0.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1) as u32
    }

    /// Offset of the first byte of a line; that of the last line for one behind it.
    pub fn start(&self, line: u32) -> u32 {
        let last = self.starts.len().saturating_sub(1);
        self.starts.get((line as usize).min(last)).copied().unwrap_or(0)
    }

    /// A line without its line break; the empty text for a line behind the last.
    pub fn content<'t>(&self, text: &'t str, line: u32) -> &'t str {
        if line as usize >= self.starts.len() {
            return "";
        }
        let end = self.starts.get(line as usize + 1).map_or(text.len(), |end| *end as usize);
        let line = text.get(self.start(line) as usize..end).unwrap_or_default();
        line.strip_suffix("\r\n").or_else(|| line.strip_suffix(['\n', '\r'])).unwrap_or(line)
    }

    /// The position of an offset of `text`. An offset inside a character or a `\r\n` is its start; one behind the end the end.
    pub fn position(&self, text: &str, offset: u32, encoding: PositionEncoding) -> Position {
        let offset = floor(text, offset as usize);
        let line = self.line(offset as u32);
        let content = self.content(text, line);
        let column = floor(content, offset - self.start(line) as usize);
        Position { line, column: encoding.width(&content[..column]) }
    }

    /// The offset of a position in `text`, clamped to its line, and to the end of the text behind the last line.
    pub fn offset(&self, text: &str, position: Position, encoding: PositionEncoding) -> u32 {
        if position.line as usize >= self.starts.len() {
            return text.len() as u32;
        }
        self.start(position.line) + encoding.offset(self.content(text, position.line), position.column) as u32
    }
}
