//! Every byte of a text, as a piece of its tree.

use crate::node::{Kind, Node};
use crate::source::Source;
use crate::tree::Tree;
use crate::{Span, scan};

/// What a piece of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A scalar or an alias in the place of a key.
    Key,
    /// A scalar or an alias in the place of a value.
    Value,
    /// The `:` behind a key or the `-` before an item.
    Indicator,
    /// A comment.
    Comment,
    /// Blanks and line breaks.
    Space,
    /// Anything else: brackets, commas, tags, anchors, block headers, document markers, and what could not be read.
    Other,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it is.
    pub span: Span,
}

impl Tree {
    /// The pieces of `text`, which is the text of this tree: in order, none empty, and together all of it.
    pub fn tokens(&self, text: &(impl Source + ?Sized)) -> Vec<Token> {
        let mut marks: Vec<Token> = Vec::new();
        for document in self.documents() {
            collect(document, TokenKind::Value, &mut marks);
        }
        marks.extend(self.comments().iter().map(|c| Token { kind: TokenKind::Comment, span: c.span }));
        marks.retain(|mark| !mark.span.is_empty());
        marks.sort_by_key(|mark| mark.span.start);
        let mut tokens = Vec::with_capacity(2 * marks.len() + 1);
        let mut at = 0;
        for mark in marks.into_iter().filter(|mark| mark.span.end <= text.len() as u32) {
            if mark.span.start >= at {
                fill(text, Span::new(at, mark.span.start), &mut tokens);
                tokens.push(mark);
                at = mark.span.end;
            }
        }
        fill(text, Span::new(at, text.len() as u32), &mut tokens);
        tokens
    }
}

fn collect(node: Node<'_>, kind: TokenKind, into: &mut Vec<Token>) {
    if matches!(node.kind(), Kind::Scalar | Kind::Alias) {
        return into.push(Token { kind, span: node.span() });
    }
    for entry in node.entries() {
        if let Some(key) = entry.key() {
            collect(key, TokenKind::Key, into);
        }
        if let Some(at) = entry.indicator() {
            into.push(Token { kind: TokenKind::Indicator, span: Span::new(at, at + 1) });
        }
        collect(entry.value(), TokenKind::Value, into);
    }
}

/// What stands between two tokens, space apart from the rest.
fn fill(text: &(impl Source + ?Sized), span: Span, into: &mut Vec<Token>) {
    let gap = text.text(span.range());
    let bytes = gap.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let space = scan::is_gap(bytes, at as u32);
        let len = (at..bytes.len()).take_while(|i| scan::is_gap(bytes, *i as u32) == space).count();
        let kind = if space { TokenKind::Space } else { TokenKind::Other };
        into.push(Token { kind, span: Span::new(at as u32, (at + len) as u32).shifted(span.start) });
        at += len;
    }
}
