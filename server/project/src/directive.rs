//! `# ov-lsp: …` comments, as they stand; the rules give them their meaning.

use ov_syntax::{Span, Tree};
use smol_str::SmolStr;

/// What starts a directive in a comment.
const MARK: &str = "ov-lsp:";

/// A comment that speaks to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The text behind `ov-lsp:`, blanks around it removed.
    pub text: SmolStr,
    /// Where that text stands.
    pub span: Span,
    /// The whole comment, from `#`.
    pub comment: Span,
    /// The lines it speaks of: its own, or where nothing else stands there the next line with content.
    pub lines: Span,
}

/// All directives of a text.
pub(crate) fn directives(text: &str, tree: &Tree) -> Vec<Directive> {
    if !text.contains(MARK) {
        return Vec::new();
    }
    tree.comments().iter().filter_map(|c| directive(text, c.span, c.own_line)).collect()
}

fn directive(text: &str, comment: Span, own_line: bool) -> Option<Directive> {
    let body = text.get(comment.range())?.trim_start_matches('#').trim_start();
    let behind = body.strip_prefix(MARK)?;
    let start = comment.end - behind.len() as u32 + (behind.len() - behind.trim_start().len()) as u32;
    let words = behind.trim();
    let span = Span::new(start, start + words.len() as u32);
    let line = line_around(text, comment.start);
    let lines = if own_line { next_content_line(text, line.end).map_or(line, |next| line.union(next)) } else { line };
    Some(Directive { text: words.into(), span, comment, lines })
}

/// The line that holds `offset`, its break included.
fn line_around(text: &str, offset: u32) -> Span {
    let offset = offset as usize;
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at + 1);
    Span::new(start as u32, end as u32)
}

/// The first line from `from` on that is neither blank nor a comment.
fn next_content_line(text: &str, from: u32) -> Option<Span> {
    let mut at = from as usize;
    for line in text.get(at..)?.split_inclusive('\n') {
        let content = line.trim_start();
        if !content.is_empty() && !content.starts_with('#') {
            return Some(Span::new(at as u32, (at + line.len()) as u32));
        }
        at += line.len();
    }
    None
}
