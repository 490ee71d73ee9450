//! Texts and characters as Go constants.

use std::fmt::Write as _;

use super::chars::is_printable;

/// A text between quotes, with escapes for what cannot be shown; with `ascii_only` for all beyond ASCII, too.
pub(super) fn quoted(text: &[u8], quote: char, ascii_only: bool) -> Vec<u8> {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for chunk in text.utf8_chunks() {
        for character in chunk.valid().chars() {
            push_escaped(&mut quoted, character, quote, ascii_only);
        }
        for byte in chunk.invalid() {
            let _ = write!(quoted, "\\x{byte:02x}");
        }
    }
    quoted.push(quote);
    quoted.into_bytes()
}

/// A character constant; a code that is no character becomes the replacement character.
pub(super) fn quoted_char(code: u64, ascii_only: bool) -> Vec<u8> {
    quoted(char_of(code).encode_utf8(&mut [0; 4]).as_bytes(), '\'', ascii_only)
}

pub(super) fn char_of(code: u64) -> char {
    u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Whether a text can stand between back quotes as it is.
pub(super) fn can_backquote(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|text| {
        text.chars().all(|character| match character {
            '\t' => true,
            '\0'..='\x1f' | '`' | '\x7f' | '\u{FEFF}' => false,
            _ => true,
        })
    })
}

fn push_escaped(quoted: &mut String, character: char, quote: char, ascii_only: bool) {
    let shown = if ascii_only { character.is_ascii() && is_printable(character) } else { is_printable(character) };
    let code = u32::from(character);
    let letter = match character {
        _ if character == quote || character == '\\' => character,
        _ if shown => return quoted.push(character),
        '\x07' => 'a',
        '\x08' => 'b',
        '\x0c' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\x0b' => 'v',
        _ => {
            // Writing to a string cannot fail.
            let _ = match code {
                0..=0x7F => write!(quoted, "\\x{code:02x}"),
                0x80..=0xFFFF => write!(quoted, "\\u{code:04x}"),
                _ => write!(quoted, "\\U{code:08x}"),
            };
            return;
        }
    };
    quoted.extend(['\\', letter]);
}
