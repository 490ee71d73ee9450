//! The first line of a block: its key and what follows it.

use crate::green::ScalarStyle;
use crate::scan;

/// A key on one line, offsets of its bytes with quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) style: ScalarStyle,
    /// None for a key that is still without.
    pub(crate) colon: Option<u32>,
}

/// Whether an item's `-` stands at `at`.
pub(crate) fn is_dash(bytes: &[u8], at: u32) -> bool {
    bytes.get(at as usize) == Some(&b'-') && scan::is_gap(bytes, at + 1)
}

/// The key at `at`, which is no blank. None where no key can begin, or a quote is not closed on the line.
pub(crate) fn key(bytes: &[u8], at: u32) -> Option<Key> {
    let line_end = scan::line_end(bytes, at);
    match bytes.get(at as usize)? {
        b'"' | b'\'' => quoted_key(bytes, at, line_end),
        b'[' | b']' | b'{' | b'}' | b',' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' => None,
        b'-' | b'?' | b':' if scan::is_gap(bytes, at + 1) => None,
        _ => Some(plain_key(bytes, at, line_end)),
    }
}

fn plain_key(bytes: &[u8], start: u32, line_end: u32) -> Key {
    let mut end = start;
    for at in start..line_end {
        match bytes[at as usize] {
            b':' if scan::is_gap(bytes, at + 1) => {
                return Key { start, end, style: ScalarStyle::Plain, colon: Some(at) };
            }
            b'#' if at > end => break,
            b' ' | b'\t' => {}
            _ => end = at + 1,
        }
    }
    Key { start, end, style: ScalarStyle::Plain, colon: None }
}

fn quoted_key(bytes: &[u8], start: u32, line_end: u32) -> Option<Key> {
    let end = close_of_quote(bytes, start, line_end)?;
    let at = scan::skip_blanks(bytes, end);
    let colon = (bytes.get(at as usize) == Some(&b':') && scan::is_gap(bytes, at + 1)).then_some(at);
    let style = if bytes[start as usize] == b'"' { ScalarStyle::DoubleQuoted } else { ScalarStyle::SingleQuoted };
    Some(Key { start, end, style, colon })
}

/// Behind the quote that closes the one at `start`, if that is before `end`.
pub(crate) fn close_of_quote(bytes: &[u8], start: u32, end: u32) -> Option<u32> {
    let quote = *bytes.get(start as usize)?;
    let mut at = start + 1;
    while at < end {
        match bytes[at as usize] {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && at + 1 < end && bytes[at as usize + 1] == b'\'' => at += 1,
            byte if byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether the line at `at` can only be read as a member of a block collection.
pub(crate) fn is_member(bytes: &[u8], at: u32) -> bool {
    is_dash(bytes, at) || key(bytes, at).is_some_and(|k| k.colon.is_some())
}
