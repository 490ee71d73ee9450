//! `# ov-lsp: …` comments, as they stand; the rules give them their meaning.

use ov_syntax::{Source, Span, Tree};
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
pub(crate) fn directives(source: &(impl Source + ?Sized), tree: &Tree) -> Vec<Directive> {
    tree.addressed_comments().filter_map(|c| directive(source, c.span, c.own_line)).collect()
}

fn directive(source: &(impl Source + ?Sized), comment: Span, own_line: bool) -> Option<Directive> {
    let text = source.text(comment.range());
    let behind = text.trim_start_matches('#').trim_start().strip_prefix(MARK)?;
    let start = comment.end - behind.trim_start().len() as u32;
    let words = behind.trim();
    let span = Span::new(start, start + words.len() as u32);
    let own = Span::new(line_start(source, comment.start), line_end(source, comment.end));
    let lines = if own_line { next_content_line(source, own.end).map_or(own, |next| own.union(next)) } else { own };
    Some(Directive { text: words.into(), span, comment, lines })
}

/// Lines are looked for in pieces of this many bytes.
const PIECE: usize = 512;

/// Start of the line that holds `offset`.
fn line_start(source: &(impl Source + ?Sized), offset: u32) -> u32 {
    let mut end = offset as usize;
    while end > 0 {
        // A piece may start inside a character and is longer then, so its start is counted from its end.
        let piece = source.text(end.saturating_sub(PIECE)..end);
        let start = end - piece.len();
        if let Some(at) = piece.rfind('\n') {
            return (start + at + 1) as u32;
        }
        end = start;
    }
    0
}

/// Behind the break of the line that holds `offset`.
fn line_end(source: &(impl Source + ?Sized), offset: u32) -> u32 {
    let mut start = offset as usize;
    while start < source.len() {
        let piece = source.text(start..start + PIECE);
        if let Some(at) = piece.find('\n') {
            return (start + at + 1) as u32;
        }
        start += piece.len();
    }
    source.len() as u32
}

/// The first line from `from` on that is neither blank nor a comment.
fn next_content_line(source: &(impl Source + ?Sized), from: u32) -> Option<Span> {
    let mut start = from;
    while (start as usize) < source.len() {
        let end = line_end(source, start);
        let line = source.text(Span::new(start, end).range());
        let content = line.trim_start();
        if !content.is_empty() && !content.starts_with('#') {
            return Some(Span::new(start, end));
        }
        start = end;
    }
    None
}
