//! Looking at bytes between nodes: blanks, comments, properties, lines.

use memchr::{memchr2, memrchr2};

/// Whether `byte` ends a line.
pub(crate) const fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// White space or the end of the text.
pub(crate) fn is_gap(bytes: &[u8], at: u32) -> bool {
    bytes.get(at as usize).is_none_or(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'))
}

/// The end of the line `at` is in, before its line break.
pub(crate) fn line_end(bytes: &[u8], at: u32) -> u32 {
    let rest = bytes.get(at as usize..).unwrap_or_default();
    at + memchr2(b'\n', b'\r', rest).unwrap_or(rest.len()) as u32
}

/// The start of the line behind the one `at` is in; the end of the text for the last one.
pub(crate) fn next_line(bytes: &[u8], at: u32) -> u32 {
    let end = line_end(bytes, at);
    match bytes.get(end as usize..).unwrap_or_default() {
        [b'\r', b'\n', ..] => end + 2,
        [_, ..] => end + 1,
        [] => end,
    }
}

/// The start of the line `at` is in.
pub(crate) fn line_start(bytes: &[u8], at: u32) -> u32 {
    let before = bytes.get(..at as usize).unwrap_or(bytes);
    memrchr2(b'\n', b'\r', before).map_or(0, |i| i as u32 + 1)
}

/// Bytes between the start of the line and `at`.
pub(crate) fn column(bytes: &[u8], at: u32) -> u32 {
    at - line_start(bytes, at)
}

/// Whether only blanks stand before `at` on its line.
pub(crate) fn begins_line(bytes: &[u8], at: u32) -> bool {
    let before = bytes.get(..at as usize).unwrap_or(bytes);
    before.iter().rev().find(|b| !is_blank(**b)).is_none_or(|b| is_break(*b))
}

/// The first byte from `at` on that is no blank.
pub(crate) fn skip_blanks(bytes: &[u8], at: u32) -> u32 {
    let rest = bytes.get(at as usize..).unwrap_or_default();
    at + rest.iter().take_while(|b| is_blank(**b)).count() as u32
}

/// The first byte from `at` on that is neither white space nor in a comment.
pub(crate) fn skip_trivia(bytes: &[u8], mut at: u32) -> u32 {
    while let Some(byte) = bytes.get(at as usize) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            b'#' => at = line_end(bytes, at),
            _ => break,
        }
    }
    at
}

/// The first byte behind tags and anchors that start at `at`, and behind the white space after them.
pub(crate) fn skip_properties(bytes: &[u8], mut at: u32) -> u32 {
    while let Some(b'&' | b'!') = bytes.get(at as usize) {
        let rest = &bytes[at as usize..];
        at += rest.iter().take_while(|b| !is_blank(**b) && !is_break(**b)).count() as u32;
        at = skip_trivia(bytes, at);
    }
    at
}

/// Length of a block scalar's header without its comment, such as `|2-`.
pub(crate) fn block_header_len(bytes: &[u8]) -> u32 {
    bytes.iter().take_while(|b| matches!(b, b'|' | b'>' | b'+' | b'-' | b'0'..=b'9')).count() as u32
}

/// The end of the last line with content in `start..end`; `start` where there is none.
pub(crate) fn content_end(bytes: &[u8], start: u32, end: u32) -> u32 {
    let slice = bytes.get(start as usize..end as usize).unwrap_or_default();
    let Some(last) = slice.iter().rposition(|b| !is_blank(*b) && !is_break(*b)) else { return start };
    line_end(bytes, start + last as u32).min(end)
}
