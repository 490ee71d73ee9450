//! Reads what can be read of text that the grammar refuses: cuts it by indentation into members of block collections, lets the
//! grammar read each alone, and looks into those it refuses.
//!
//! What a member becomes depends on its own lines only. That is what makes an edit cheap, and equal to reading anew.

pub(crate) mod document;
mod entry;
mod flow;
pub(crate) mod head;
pub(crate) mod lines;
mod value;

use crate::build::{self, Frame};
use crate::chunked::Place;
use crate::green::{Child, Collection, Green, Placed};
use crate::tree::{Comment, SyntaxError};
use crate::{Span, message, scan};
use lines::Line;
use std::borrow::Cow;

/// Recursion beyond this is an error instead of a deep stack.
const LEVELS: u32 = 120;

/// Members of one collection, placed like the text.
#[derive(Debug, Default)]
pub(crate) struct Members {
    pub(crate) children: Vec<Child>,
    /// Whether each stands on lines of its own at the same column.
    pub(crate) regular: bool,
}

impl Members {
    fn regular() -> Self {
        Self { children: Vec::new(), regular: true }
    }

    fn append(&mut self, late: Self) {
        self.children.extend(late.children);
        self.regular &= late.regular;
    }
}

/// A block collection to be read: where, and what its members are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// First byte of the first member.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) column: u32,
    pub(crate) mapping: bool,
    /// Number of block collections around it.
    pub(crate) depth: u32,
    /// Number of recoveries around it.
    pub(crate) level: u32,
}

/// A reading under way.
pub(crate) struct Recovery<'t> {
    text: &'t str,
    pub(crate) comments: Vec<Comment>,
    pub(crate) errors: Vec<SyntaxError>,
    /// Aliases whose anchor stands in another piece, if at all.
    unresolved: Vec<SyntaxError>,
    /// Whether an alias or anchor was seen.
    pub(crate) references: bool,
}

impl<'t> Recovery<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, comments: Vec::new(), errors: Vec::new(), unresolved: Vec::new(), references: false }
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    fn error(&mut self, start: u32, end: u32, message: impl Into<String>) {
        self.errors.push(SyntaxError { span: Span::new(start, end.max(start)), message: message.into() });
    }

    /// Keeps the comments on lines of `start..end` that hold nothing else; the first may be the rest of a line.
    fn comments_between(&mut self, start: u32, end: u32) {
        let mut at = start;
        while at < end {
            let content = scan::skip_blanks(self.bytes(), at);
            if content < end && self.bytes().get(content as usize) == Some(&b'#') {
                let span = Span::new(content, scan::line_end(self.bytes(), content));
                self.comments.push(Comment::new(self.text, span));
            }
            at = scan::next_line(self.bytes(), content);
        }
    }

    /// Reads a block collection.
    fn block(&mut self, block: Block) -> Placed {
        let members = self.members(block);
        let Block { start, end, column, mapping, .. } = block;
        if members.children.is_empty() {
            return Placed { offset: start, len: 0, green: Green::null() };
        }
        let frame = Frame { mapping, flow: false, cut: members.regular, column, lead: 0, properties: None };
        build::collection(frame, start, end, members.children.into_boxed_slice())
    }

    /// Reads the members of a block collection.
    pub(crate) fn members(&mut self, block: Block) -> Members {
        let mut members = Members::regular();
        if block.level >= LEVELS {
            self.error(block.start, block.start, message::TOO_DEEP);
            members.regular = false;
            return members;
        }
        let mut head = block.start;
        let mut kind = Head::Regular;
        let mut previous = block.column;
        let mut at = scan::next_line(self.bytes(), head);
        while let Some(line) = lines::line(self.bytes(), at, block.end) {
            at = line.next;
            if let Some(next) = self.begins(block, kind, line, previous) {
                self.member(block, kind, head, line.start, &mut members);
                head = if next == Head::Regular { line.content } else { line.start };
                kind = next;
            } else if line.indent <= block.column && (block.mapping || line.indent < block.column) {
                members.regular &= head::is_dash(self.bytes(), line.content) && line.indent == block.column;
            }
            previous = line.indent;
        }
        self.member(block, kind, head, block.end, &mut members);
        members
    }

    /// What begins with this line, if it does not belong to what came before.
    fn begins(&self, block: Block, current: Head, line: Line, previous: u32) -> Option<Head> {
        let bytes = self.bytes();
        let closes = matches!(bytes[line.content as usize], b']' | b'}');
        if line.tab || closes || line.indent > block.column {
            return None;
        }
        if line.indent < block.column {
            let inside = lines::line(bytes, line.next, block.end).is_some_and(|next| next.indent > block.column);
            if inside && !head::is_member(bytes, line.content) {
                return None;
            }
            return (current != Head::Shallow(line.indent)).then_some(Head::Shallow(line.indent));
        }
        let dash = head::is_dash(bytes, line.content);
        if block.mapping && dash && current == Head::Regular {
            return None;
        }
        let key = head::key(bytes, line.content);
        let bare = !dash && key.is_some_and(|k| k.colon.is_none());
        if block.mapping && bare && previous > block.column {
            let follows = lines::line(bytes, line.next, block.end);
            if follows.is_some_and(|next| next.indent > block.column) {
                return None;
            }
        }
        Some(Head::Regular)
    }

    fn member(&mut self, block: Block, kind: Head, start: u32, end: u32, members: &mut Members) {
        match kind {
            Head::Regular => self.regular(block, start, end, members),
            Head::Shallow(column) => {
                members.regular = false;
                let Some(line) = lines::line(self.bytes(), start, end) else { return };
                let bytes = self.bytes();
                if head::is_member(bytes, line.content) {
                    let stop = scan::line_end(bytes, line.content);
                    self.error(line.content, stop, message::SHALLOWER);
                    let inner = Block {
                        start: line.content,
                        end,
                        column,
                        mapping: block.mapping,
                        depth: block.depth,
                        level: block.level + 1,
                    };
                    self.merge(inner, members);
                } else {
                    self.stray(line.content);
                    self.comments_between(line.next, end);
                }
            }
        }
    }

    /// A line that belongs to nothing.
    fn stray(&mut self, at: u32) {
        let end = scan::content_end(self.bytes(), at, scan::line_end(self.bytes(), at));
        let message = match head::key(self.bytes(), at) {
            Some(key) => message::no_colon(&self.text[key.start as usize..key.end as usize]),
            None => self.text[at as usize..].chars().next().map_or_else(String::new, message::unexpected),
        };
        self.error(at, end, message);
    }

    /// Members at a wrong column, kept with the others if they are of the same kind.
    fn merge(&mut self, block: Block, members: &mut Members) {
        members.regular = false;
        let dash = head::is_dash(self.bytes(), block.start);
        let found = self.members(Block { mapping: !dash, ..block });
        if dash != block.mapping {
            members.children.extend(found.children);
        }
    }

    fn regular(&mut self, block: Block, start: u32, end: u32, members: &mut Members) {
        let from = start - block.column;
        let fragment = build::build(&self.piece(block.column, start, end), block.depth);
        if let Some((offset, found)) = self.whole(block, start, &fragment) {
            members.regular &= found.cut;
            for (base, child) in found.children.iter() {
                let mut child = child.clone();
                child.shift(base + offset + from);
                members.children.push(child);
            }
            self.references |= fragment.references;
            self.unresolved
                .extend(fragment.errors.into_iter().map(|e| SyntaxError { span: e.span.shifted(from), ..e }));
            self.comments.extend(fragment.comments.into_iter().map(|c| Comment { span: c.span.shifted(from), ..c }));
            return;
        }
        let errors = self.errors.len();
        self.entry(block, start, end, members);
        if self.errors.len() == errors {
            let first = self.text[start as usize..].chars().next().unwrap_or(' ');
            let refusal = fragment.refusal;
            let (at, message) = refusal.map_or_else(|| (0, message::unexpected(first)), |r| (r.span.start, r.message));
            let last = scan::content_end(self.bytes(), start, end);
            let at = at.saturating_add(from).clamp(start, last);
            self.error(at, at, message);
        }
    }

    /// The lines of a member, the first one padded up to its column where something else stands before it.
    fn piece(&self, column: u32, start: u32, end: u32) -> Cow<'t, str> {
        let from = start - column;
        let before = &self.bytes()[from as usize..start as usize];
        if before.iter().all(|b| *b == b' ') {
            return Cow::Borrowed(&self.text[from as usize..end as usize]);
        }
        let mut padded = " ".repeat(column as usize);
        padded.push_str(&self.text[start as usize..end as usize]);
        Cow::Owned(padded)
    }

    /// What the grammar read, if it took the lines as members of just this collection.
    fn whole<'f>(&self, block: Block, start: u32, fragment: &'f build::Fragment) -> Option<(u32, &'f Collection)> {
        let [Placed { offset, green: Green::Collection(found), .. }] = &fragment.documents[..] else { return None };
        let fits = !found.flow && found.mapping == block.mapping && found.column == block.column;
        let alone = found.properties.is_none() && *offset == block.column && fragment.refusal.is_none();
        let prefix = self.text[start as usize..].starts_with(['\u{feff}', '%']);
        (fits && alone && !prefix).then_some((*offset, &**found))
    }
}

/// How a member begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    Regular,
    /// At a column left of the collection's.
    Shallow(u32),
}
