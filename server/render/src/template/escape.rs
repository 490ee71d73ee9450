//! Text escaped for HTML, JavaScript and the query of an address.

use super::chars::is_printable;

pub(super) fn html_escaped(text: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(text.len());
    for &byte in text {
        match byte {
            0 => escaped.extend("\u{FFFD}".bytes()),
            b'"' => escaped.extend(b"&#34;"),
            b'\'' => escaped.extend(b"&#39;"),
            b'&' => escaped.extend(b"&amp;"),
            b'<' => escaped.extend(b"&lt;"),
            b'>' => escaped.extend(b"&gt;"),
            _ => escaped.push(byte),
        }
    }
    escaped
}

pub(super) fn js_escaped(text: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\\' | '\'' | '"' => escaped.extend([b'\\', character as u8]),
                '<' | '>' | '&' | '=' | '\0'..='\x1f' => push_unicode_escape(&mut escaped, character),
                // Go passes over all of ASCII from the space on.
                _ if character.is_ascii() || is_printable(character) => {
                    escaped.extend(character.encode_utf8(&mut [0; 4]).bytes());
                }
                _ => push_unicode_escape(&mut escaped, character),
            }
        }
        // The replacement character is printable, but Go copies the byte itself.
        escaped.extend(chunk.invalid());
    }
    escaped
}

fn push_unicode_escape(escaped: &mut Vec<u8>, character: char) {
    escaped.extend(format!("\\u{:04X}", u32::from(character)).bytes());
}

pub(super) fn query_escaped(text: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(text.len());
    for &byte in text {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => escaped.push(byte),
            b' ' => escaped.push(b'+'),
            _ => escaped.extend(format!("%{byte:02X}").bytes()),
        }
    }
    escaped
}
