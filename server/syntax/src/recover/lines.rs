//! The lines of a broken piece, by indentation.

use crate::scan;

/// A line with content that is no comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Of the line.
    pub(crate) start: u32,
    /// Of the first byte that is no blank.
    pub(crate) content: u32,
    /// Number of spaces before the first byte that is no space.
    pub(crate) indent: u32,
    /// Start of the next line.
    pub(crate) next: u32,
    /// Whether a tab stands among the blanks before the content.
    pub(crate) tab: bool,
}

/// The first line with content at or behind `at` (the start of a line) and before `end`.
pub(crate) fn line(bytes: &[u8], mut at: u32, end: u32) -> Option<Line> {
    while at < end {
        let content = scan::skip_blanks(bytes, at);
        let next = scan::next_line(bytes, content).min(end);
        let blank = bytes.get(content as usize).is_none_or(|b| scan::is_break(*b) || *b == b'#');
        if !blank && content < end {
            let spaces = bytes[at as usize..content as usize].iter().take_while(|b| **b == b' ').count() as u32;
            return Some(Line { start: at, content, indent: spaces, next, tab: at + spaces < content });
        }
        at = next;
    }
    None
}
