//! Which words of a file are names of the project.

use crate::{NameKind, Page, names_in};
use ov_syntax::{Source, Span};

/// A word that is a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The name.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
    /// Whether the thing is made here.
    pub defines: bool,
}

/// The names of a file in the order of the text; none overlaps another, and each is on one line.
pub fn tokens(page: &Page<'_>) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for mention in names_in(page) {
        let raw = page.text.text(mention.span.range());
        let places = mention.places(&raw).into_iter();
        tokens.extend(places.map(|span| Token { span, kind: mention.kind, defines: mention.defines }));
    }
    tokens.sort_by_key(|token| token.span);
    let mut end = 0;
    tokens.retain(|token| {
        let is_behind = token.span.start >= end && !token.span.is_empty();
        end = if is_behind { token.span.end } else { end };
        is_behind
    });
    tokens
}
