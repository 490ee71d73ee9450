//! Several edits one after another, given out as edits of the first text.

use crate::editor::read_again;
use crate::{Editor, Refusal, TextEdit, apply};
use ov_syntax::{Span, Tree};

/// A text with edits made in it, each seen by the next one.
#[derive(Clone, Debug)]
pub struct Draft {
    text: String,
    tree: Tree,
    pieces: Vec<Piece>,
}

/// A part of the present text.
#[derive(Clone, Debug)]
enum Piece {
    /// Bytes of the first text.
    Kept(Span),
    /// Anything else.
    New(String),
}

impl Piece {
    fn len(&self) -> u32 {
        match self {
            Self::Kept(span) => span.len(),
            Self::New(text) => text.len() as u32,
        }
    }

    /// The part at these bytes of it.
    fn part(&self, start: u32, end: u32) -> Self {
        match self {
            Self::Kept(span) => Self::Kept(Span::new(span.start + start, span.start + end)),
            Self::New(text) => Self::New(text.get(start as usize..end as usize).unwrap_or_default().to_owned()),
        }
    }
}

impl Draft {
    /// A draft of `text`, of which `tree` is the tree, without edits.
    pub fn new(text: impl Into<String>, tree: &Tree) -> Self {
        let text = text.into();
        let pieces = vec![Piece::Kept(Span::new(0, text.len() as u32))];
        Self { text, tree: tree.clone(), pieces }
    }

    /// The present text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tree of the present text.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Where bytes of the first text are now; none where an edit took their ends away.
    pub fn place(&self, span: Span) -> Option<Span> {
        let (mut at, mut start, mut end) = (0, None, None);
        for piece in &self.pieces {
            if let Piece::Kept(kept) = piece {
                if kept.start <= span.start && (span.start < kept.end || span == Span::empty(kept.end)) {
                    start = start.or(Some(at + (span.start - kept.start)));
                }
                if kept.touches(span.end) && (kept.start < span.end || span.is_empty()) {
                    end = end.or(Some(at + (span.end - kept.start)));
                }
            }
            at += piece.len();
        }
        start.zip(end).filter(|(start, end)| start <= end).map(|(start, end)| Span::new(start, end))
    }

    /// Makes one more edit, told where its `place` in the first text is now.
    ///
    /// # Errors
    ///
    /// Where the place is gone, or the edit is refused; the draft stays as it was.
    pub fn edit(
        &mut self,
        place: Span,
        edit: impl FnOnce(&Editor<'_>, Span) -> Result<Vec<TextEdit>, Refusal>,
    ) -> Result<(), Refusal> {
        let place = self.place(place).ok_or_else(|| Refusal::new("another edit changed this place"))?;
        let edits = edit(&Editor::new(&self.text, &self.tree), place)?;
        if !edits.is_empty() {
            self.make(&edits);
        }
        Ok(())
    }

    /// The edits made so far as edits of the first text, in its order.
    pub fn edits(&self) -> Vec<TextEdit> {
        let mut edits: Vec<TextEdit> = Vec::new();
        let (mut from, mut new) = (0, String::new());
        for piece in &self.pieces {
            match piece {
                Piece::New(text) => new.push_str(text),
                Piece::Kept(span) => {
                    if from < span.start || !new.is_empty() {
                        edits.push(TextEdit::replace(from, span.start, std::mem::take(&mut new)));
                    }
                    from = span.end;
                }
            }
        }
        edits
    }

    fn make(&mut self, edits: &[TextEdit]) {
        let mut pieces = Vec::new();
        let mut from = 0;
        for edit in edits {
            self.copy(from, edit.span.start, &mut pieces);
            if !edit.text.is_empty() {
                pieces.push(Piece::New(edit.text.clone()));
            }
            from = edit.span.end;
        }
        let end = self.text.len() as u32;
        self.copy(from, end, &mut pieces);
        // What follows the last kept byte shows as an edit only before another kept piece.
        let last = self.first_len();
        pieces.retain(|p| !matches!(p, Piece::Kept(span) if span.is_empty()));
        pieces.push(Piece::Kept(Span::empty(last)));
        let text = apply(&self.text, edits);
        self.tree = read_again(&self.tree, self.text.len() as u32, &text, edits);
        self.text = text;
        self.pieces = pieces;
    }

    /// Length of the first text: the last piece always ends there.
    fn first_len(&self) -> u32 {
        match self.pieces.last() {
            Some(Piece::Kept(span)) => span.end,
            _ => 0,
        }
    }

    /// Adds the pieces of the present text's `start..end`.
    fn copy(&self, start: u32, end: u32, into: &mut Vec<Piece>) {
        let mut at = 0;
        for piece in &self.pieces {
            let (first, last) = (start.max(at), end.min(at + piece.len()));
            if first < last {
                into.push(piece.part(first - at, last - at));
            }
            at += piece.len();
        }
    }
}
