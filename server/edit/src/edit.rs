//! Text edits and refusals.

use ov_syntax::Span;
use std::fmt;

/// New text in place of a range of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes that go; empty for an insertion.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

impl TextEdit {
    /// `text` in place of `start..end`.
    pub fn replace(start: u32, end: u32, text: impl Into<String>) -> Self {
        Self { span: Span::new(start, end), text: text.into() }
    }

    pub(crate) fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::replace(at, at, text)
    }

    pub(crate) fn delete(start: u32, end: u32) -> Self {
        Self::replace(start, end, "")
    }
}

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// As one sentence without a final stop.
    pub reason: String,
}

impl Refusal {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Refusal {}

/// The text with all edits made, whatever their order. Of edits that overlap the first in the text counts; one that does not
/// fit the text is left out. Insertions at the same place keep their order.
pub fn apply(text: &str, edits: &[TextEdit]) -> String {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|e| (e.span.start, e.span.end));
    let mut result = String::with_capacity(text.len() + edits.iter().map(|e| e.text.len()).sum::<usize>());
    let mut from = 0;
    for edit in sorted {
        let range = edit.span.range();
        if range.start < from || text.get(range.clone()).is_none() {
            continue;
        }
        result.push_str(text.get(from..range.start).unwrap_or_default());
        result.push_str(&edit.text);
        from = range.end;
    }
    result.push_str(text.get(from..).unwrap_or_default());
    result
}

#[cfg(test)]
mod tests {
    use super::{TextEdit, apply};

    #[test]
    fn edits_apply_in_the_order_of_the_text_and_never_overlap() {
        let edits = [
            TextEdit::replace(4, 5, "E"),
            TextEdit::insert(1, "x"),
            TextEdit::insert(1, "y"),
            TextEdit::replace(2, 4, "-"),
            TextEdit::replace(3, 5, "lost"),
            TextEdit::replace(9, 12, "outside"),
        ];
        assert_eq!(apply("abcdef", &edits), "axyb-Ef");
        assert_eq!(apply("é", &[TextEdit::delete(1, 2)]), "é");
    }
}
