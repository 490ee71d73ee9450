//! Writing one scalar.

use crate::readers;
use std::fmt::Write as _;

/// A pair of quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quote {
    Single,
    Double,
}

/// Where a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Around {
    /// Among lines.
    Block,
    /// Inside brackets.
    Flow,
}

/// `text` on one line: plain where it can be, else in `quote` where it can be, else in double quotes.
pub(crate) fn write(text: &str, quote: Quote, around: Around) -> String {
    if is_plain(text, around) { text.to_owned() } else { quoted(text, quote) }
}

/// `text` in `quote` where it can be, else in double quotes.
pub(crate) fn quoted(text: &str, quote: Quote) -> String {
    if quote == Quote::Single && text.chars().all(is_printable) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double(text)
    }
}

fn double(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c => escape(c, &mut out),
        }
    }
    out.push('"');
    out
}

fn escape(c: char, out: &mut String) {
    let code = u32::from(c);
    // Writing into a string cannot fail.
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02X}"),
        0x100..=0xffff => write!(out, "\\u{code:04X}"),
        _ => write!(out, "\\U{code:08X}"),
    };
}

/// Whether `c` may stand as it is inside a line, for readers of every version. Line separators of YAML 1.1 may not.
pub(crate) fn is_printable(c: char) -> bool {
    match c {
        ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' => {
            !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
        }
        _ => c >= '\u{10000}',
    }
}

/// Whether `text` written without quotes is that text for every reader.
pub(crate) fn is_plain(text: &str, around: Around) -> bool {
    is_plain_shape(text, around) && readers::is_text_everywhere(text)
}

/// Whether `text` can be written without quotes at all.
pub(crate) fn is_plain_shape(text: &str, around: Around) -> bool {
    let mut chars = text.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return false };
    let flow_ends = |c: char| around == Around::Flow && matches!(c, ',' | '[' | ']' | '{' | '}');
    let begins = match first {
        '-' => second.is_some_and(|c| c != ' ' && !flow_ends(c)),
        c => !c.is_whitespace() && !"?:,[]{}#&*!|>'\"%@`".contains(c),
    };
    begins
        && !text.starts_with("---")
        && !text.starts_with("...")
        && text.chars().all(|c| is_printable(c) && !flow_ends(c))
        && !text.ends_with(|c: char| c == ':' || c.is_whitespace())
        && !text.contains(": ")
        && !text.contains(" #")
}

/// Whether `text` has several lines that read best as a literal block scalar.
pub(crate) fn is_literal(text: &str) -> bool {
    text.strip_suffix('\n').unwrap_or(text).contains('\n') && is_block(text)
}

/// Whether a block scalar can hold `text` without an indentation indicator.
pub(crate) fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let blank = |line: &str| line.trim().is_empty();
    body.chars().all(|c| is_printable(c) || matches!(c, '\n' | '\t'))
        && body.lines().next().is_some_and(|l| !blank(l) && !l.starts_with([' ', '\t']))
        && !body.ends_with('\n')
        && body.lines().next_back().is_some_and(|l| !blank(l))
        && !body.lines().any(|l| l.starts_with('\t'))
}

#[cfg(test)]
mod tests {
    use super::{Around, Quote, is_literal, write};

    fn block(text: &str) -> String {
        write(text, Quote::Single, Around::Block)
    }

    #[test]
    fn plain_where_it_can_be() {
        for text in ["web", "a b", "a:b", "http://x/y#z", "-x", "it's", "é 👍", "a, b", "a]", "${USER:-1000}", "1.2.3"]
        {
            assert_eq!(block(text), text);
        }
    }

    #[test]
    fn quoted_where_it_must_be() {
        for text in [
            "", " a", "a ", "a: b", "a:", "a #b", "- a", "-", "? a", ":a", "[a", "{a}", "#a", "&a", "*a", "!a", "|",
            ">", "%a", "@a", "`a`", "---", "yes", "8080", "8080:80", "\"a", "null",
        ] {
            assert_eq!(block(text), format!("'{text}'"));
        }
        assert_eq!(block("'a'"), "'''a'''");
        assert_eq!(write("a]", Quote::Single, Around::Flow), "'a]'");
        assert_eq!(write("-,", Quote::Double, Around::Flow), "\"-,\"");
    }

    #[test]
    fn double_quotes_where_escapes_are_needed() {
        assert_eq!(block("a\tb\u{7}\u{85}\u{2028}\\\""), r#""a\tb\x07\x85\u2028\\\"""#);
        assert_eq!(block("\u{1f44d}"), "\u{1f44d}");
    }

    #[test]
    fn literal_blocks() {
        assert!(is_literal("a\nb") && is_literal("a\n\n  b\n"));
        assert!(!is_literal("a") && !is_literal("a\n") && !is_literal(" a\nb") && !is_literal("a\nb\n\n"));
        assert!(!is_literal("a\r\nb") && !is_literal("a\n \n"));
    }
}
