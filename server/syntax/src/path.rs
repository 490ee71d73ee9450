//! The way from the root to a cursor.

use crate::node::{Entry, Kind, Node};
use crate::source::Source;
use crate::tree::Tree;
use crate::{Span, scan};

/// What a cursor is at, in the last collection of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Between members: what is typed here becomes a new one.
    Member,
    /// In the key of the entry.
    Key,
    /// In the value of the entry or the item, or where it would stand.
    Value,
}

/// The collections around a cursor, outermost first.
#[derive(Clone, Debug)]
pub struct Path<'t> {
    /// Each with the member the cursor is in; the last one has none at [`Place::Member`].
    pub steps: Vec<(Node<'t>, Option<Entry<'t>>)>,
    /// What the cursor is at.
    pub place: Place,
}

impl<'t> Path<'t> {
    /// The keys on the way; an item counts as its index in the sequence, as in `eval.0.command`.
    pub fn names(&self) -> Vec<String> {
        let name = |(node, entry): &(Node<'t>, Option<Entry<'t>>)| {
            let entry = (*entry)?;
            let index = || node.entries().position(|e| e.outer_span() == entry.outer_span()).map(|i| i.to_string());
            entry.key_name().map(ToString::to_string).or_else(index)
        };
        self.steps.iter().filter_map(name).collect()
    }
}

/// Where the cursor is, and the column that judges what it belongs to where it touches nothing.
#[derive(Clone, Copy)]
struct Cursor {
    offset: u32,
    /// Where its line begins.
    line: u32,
    column: u32,
    /// Whether nothing but blanks stands before it on its line.
    free: bool,
    /// Behind the last byte before it that is no blank, if there is one on its line.
    solid: u32,
}

impl Cursor {
    fn new(text: &(impl Source + ?Sized), offset: u32) -> Self {
        let start = line_start(text, offset);
        let line = text.text(start as usize..offset as usize);
        let content = scan::skip_blanks(line.as_bytes(), 0);
        let solid = start + line.trim_end_matches([' ', '\t']).len() as u32;
        let free = content as usize == line.len();
        Self { offset, line: start, column: content, free, solid: if free { offset } else { solid } }
    }
}

/// The start of the line `offset` is in; reads the text piece by piece towards the front.
fn line_start(text: &(impl Source + ?Sized), offset: u32) -> u32 {
    let mut end = offset as usize;
    let mut step = 128;
    loop {
        let start = end.saturating_sub(step);
        let piece = text.text(start..offset as usize);
        if let Some(at) = piece.bytes().rposition(scan::is_break) {
            return offset - (piece.len() - at) as u32 + 1;
        }
        if start == 0 {
            return 0;
        }
        end = start;
        step *= 2;
    }
}

impl Tree {
    /// The way to a cursor at `offset` of `text`, which is the text of this tree. Where the cursor touches nothing, its column
    /// says what it would add to.
    pub fn path_at(&self, text: &(impl Source + ?Sized), offset: u32) -> Path<'_> {
        let cursor = Cursor::new(text, offset);
        let mut path = Path { steps: Vec::new(), place: Place::Member };
        let document = self.documents().take_while(|d| d.outer_span().start <= offset).last().or_else(|| self.root());
        let mut next = document;
        while let Some(node) = next {
            next = path.enter(node, cursor);
        }
        path
    }
}

impl<'t> Path<'t> {
    /// Goes one collection further in; gives the value to go on with.
    fn enter(&mut self, node: Node<'t>, cursor: Cursor) -> Option<Node<'t>> {
        match node.kind() {
            Kind::Scalar | Kind::Alias => None,
            _ if node.is_flow() => self.enter_flow(node, cursor),
            _ => self.enter_block(node, cursor),
        }
    }

    fn enter_flow(&mut self, node: Node<'t>, cursor: Cursor) -> Option<Node<'t>> {
        if !within(node.span(), cursor.offset) {
            return None;
        }
        let touched = node.entries().take_while(|e| e.outer_span().start <= cursor.offset).last();
        let inside = touched.filter(|e| e.outer_span().touches(cursor.offset) || e.outer_span().touches(cursor.solid));
        let Some(entry) = inside else {
            self.steps.push((node, None));
            self.place = Place::Member;
            return None;
        };
        self.member(node, entry, cursor)
    }

    fn enter_block(&mut self, node: Node<'t>, cursor: Cursor) -> Option<Node<'t>> {
        let column = node.column().unwrap_or(0);
        let last = node.last_before(cursor.offset);
        let touched =
            last.filter(|e| !cursor.free && e.outer_span().end >= cursor.line && !is_stray(*e, cursor, column));
        if let Some(entry) = touched {
            return self.member(node, entry, cursor);
        }
        let inner = last.filter(|_| cursor.column > column || continues(last, cursor, column));
        match inner {
            Some(entry) => self.member(node, entry, cursor),
            None if cursor.column >= column || self.steps.is_empty() => {
                self.steps.push((node, None));
                self.place = Place::Member;
                None
            }
            None => None,
        }
    }

    fn member(&mut self, node: Node<'t>, entry: Entry<'t>, cursor: Cursor) -> Option<Node<'t>> {
        self.steps.push((node, Some(entry)));
        let behind = entry.indicator().is_none_or(|at| at < cursor.offset);
        let in_key = entry.key().is_some_and(|k| k.outer_span().touches(cursor.offset) || !behind);
        self.place = if in_key { Place::Key } else { Place::Value };
        let value = entry.value();
        (!in_key).then_some(value)
    }
}

/// Whether the line of the cursor stands among those of the entry without being part of it.
fn is_stray(entry: Entry<'_>, cursor: Cursor, column: u32) -> bool {
    let begins = cursor.column <= column && entry.outer_span().start < cursor.line;
    begins && !entry.value().is_flow() && !continues(Some(entry), cursor, column)
}

/// Whether a sequence under a key goes on at the column of the key.
fn continues(last: Option<Entry<'_>>, cursor: Cursor, column: u32) -> bool {
    let value = last.filter(|e| e.key().is_some()).map(Entry::value);
    let indentless = value.is_some_and(|v| v.kind() == Kind::Sequence && v.column() == Some(column));
    indentless && cursor.column == column && !cursor.free
}

fn within(span: Span, offset: u32) -> bool {
    span.start < offset && offset <= span.end
}
