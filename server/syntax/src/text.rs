//! A text under edit.

use crate::edit::Change;
use crate::position::{Position, PositionEncoding};
use crate::source::Source;
use crate::{Span, scan};
use ropey::{Rope, RopeSlice};
use std::borrow::Cow;
use std::ops::Range;

/// A text that is cheap to edit and to clone. Lines end at `\n`, `\r\n` and a lone `\r`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// A text with this content.
    pub fn new(content: &str) -> Self {
        Self { rope: Rope::from_str(content) }
    }

    /// Number of lines; the one behind the last line break counts.
    pub fn lines(&self) -> usize {
        self.line(self.rope.len_bytes() as u32) as usize + 1
    }

    /// The line an offset is in, counted from 0; the last one for an offset behind the end.
    pub fn line(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.rope.len_bytes());
        self.rope.byte_to_line(offset) as u32
    }

    /// Offset of the first byte of a line; the length of the text for a line behind the last.
    pub fn line_start(&self, line: u32) -> u32 {
        let line = line as usize;
        if line >= self.rope.len_lines() { self.rope.len_bytes() as u32 } else { self.rope.line_to_byte(line) as u32 }
    }

    /// A line without its line break; the empty text for a line behind the last.
    pub fn line_content(&self, line: u32) -> Cow<'_, str> {
        let start = self.line_start(line) as usize;
        let end = self.line_start(line.saturating_add(1)) as usize;
        match self.text(start..end) {
            Cow::Borrowed(text) => Cow::Borrowed(&text[..content_len(text)]),
            Cow::Owned(mut text) => {
                text.truncate(content_len(&text));
                Cow::Owned(text)
            }
        }
    }

    /// The position of an offset. An offset inside a character or a `\r\n` is its start; one behind the end the end.
    pub fn position(&self, offset: u32, encoding: PositionEncoding) -> Position {
        self.position_in_chunk(offset as usize, encoding).unwrap_or_else(|| self.position_in_line(offset, encoding))
    }

    /// The positions of both ends of a span.
    pub fn range(&self, span: Span, encoding: PositionEncoding) -> (Position, Position) {
        self.range_in_line(span, encoding)
            .unwrap_or_else(|| (self.position(span.start, encoding), self.position(span.end, encoding)))
    }

    /// The same for a span within a line that stands in one piece, as most do.
    fn range_in_line(&self, span: Span, encoding: PositionEncoding) -> Option<(Position, Position)> {
        let (chunk, start, ..) = self.rope.get_chunk_at_byte(span.start as usize)?;
        let inside = chunk.get(span.start as usize - start..(span.end as usize).checked_sub(start)?)?;
        let from = self.position_in_chunk(span.start as usize, encoding)?;
        let until = Position { column: from.column + encoding.width(inside), ..from };
        (!inside.contains(['\n', '\r'])).then_some((from, until))
    }

    /// The position where its line starts in the piece of the text around the offset, as most do; one descent finds it.
    fn position_in_chunk(&self, offset: usize, encoding: PositionEncoding) -> Option<Position> {
        let offset = offset.min(self.rope.len_bytes());
        let (chunk, start, _, line) = self.rope.get_chunk_at_byte(offset)?;
        let mut end = offset - start;
        while !chunk.is_char_boundary(end) {
            end -= 1;
        }
        let before = &chunk[..end];
        let line_start = before.rfind('\n')? + 1;
        let breaks = before.bytes().filter(|byte| *byte == b'\n').count();
        // Breaks of another kind are for those who look at whole lines.
        (!before.contains('\r'))
            .then(|| Position { line: (line + breaks) as u32, column: encoding.width(&before[line_start..]) })
    }

    fn position_in_line(&self, offset: u32, encoding: PositionEncoding) -> Position {
        let offset = self.floor(offset as usize) as u32;
        let line = self.line(offset);
        let content = self.line_content(line);
        let column = (offset - self.line_start(line)) as usize;
        Position { line, column: encoding.width(content.get(..column).unwrap_or(&content)) }
    }

    /// The offset of a position, clamped to its line, and to the end of the text behind the last line.
    pub fn offset(&self, position: Position, encoding: PositionEncoding) -> u32 {
        self.line_start(position.line) + encoding.offset(&self.line_content(position.line), position.column) as u32
    }

    /// Replaces `span`, clamped to the text and to whole characters. Says what was replaced, for [`crate::Tree::edit`].
    pub fn edit(&mut self, span: Span, inserted: &str) -> Change {
        let start = self.floor(span.start as usize);
        let end = self.floor(span.end as usize).max(start);
        let at = self.rope.byte_to_char(start);
        self.rope.remove(at..self.rope.byte_to_char(end));
        self.rope.insert(at, inserted);
        Change { span: Span::new(start as u32, end as u32), inserted: inserted.len() as u32 }
    }

    fn floor(&self, offset: usize) -> usize {
        let offset = offset.min(self.rope.len_bytes());
        self.rope.char_to_byte(self.rope.byte_to_char(offset))
    }

    fn slice(&self, range: Range<usize>) -> Option<RopeSlice<'_>> {
        let end = self.floor(range.end);
        self.rope.get_byte_slice(self.floor(range.start).min(end)..end)
    }
}

fn content_len(line: &str) -> usize {
    scan::line_end(line.as_bytes(), 0) as usize
}

impl Source for Text {
    fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    fn text(&self, range: Range<usize>) -> Cow<'_, str> {
        self.slice(range).map_or(Cow::Borrowed(""), Cow::from)
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}
