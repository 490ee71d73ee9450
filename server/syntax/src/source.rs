//! Where the text of a tree comes from.

use std::borrow::Cow;
use std::ops::Range;

/// A text that gives out pieces.
pub trait Source {
    /// Number of bytes.
    fn len(&self) -> usize;

    /// Whether it holds no byte.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The piece at a byte range; what lies outside, or inside a character, is cut off.
    fn text(&self, range: Range<usize>) -> Cow<'_, str>;
}

impl Source for str {
    fn len(&self) -> usize {
        str::len(self)
    }

    fn text(&self, range: Range<usize>) -> Cow<'_, str> {
        let end = floor(self, range.end);
        let start = floor(self, range.start).min(end);
        Cow::Borrowed(&self[start..end])
    }
}

/// The start of the character `at` is in.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
