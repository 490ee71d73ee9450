//! Some lines, read as members of a collection that is known.

use crate::build;
use crate::chunked::Place;
use crate::green::{Child, Collection, Green, Placed};
use crate::recover::{Block, Recovery, document, head, lines};
use crate::tree::{Comment, SyntaxError};

/// What the lines became, placed like them.
pub(crate) struct Reading {
    pub(crate) children: Vec<Child>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) errors: Vec<SyntaxError>,
}

impl Reading {
    /// Reads lines as members of such a collection, `depth` block collections deep. None where they, or lines next to them,
    /// could belong elsewhere.
    pub(crate) fn of(text: &str, like: &Collection, depth: u32) -> Option<Self> {
        let bytes = text.as_bytes();
        let end = text.len() as u32;
        let first = lines::line(bytes, 0, end)?;
        let begins = first.start == 0 && first.indent == like.column && !first.tab;
        let dash = head::is_dash(bytes, first.content);
        if !begins || dash == like.mapping || bytes[first.content as usize] == b'%' || !owns_lines(bytes, first, like) {
            return None;
        }
        let whole = build::build(text, depth);
        if whole.references {
            return None;
        }
        if let (None, [Placed { offset, green: Green::Collection(found), .. }]) = (&whole.refusal, &whole.documents[..])
            && (found.mapping, found.column, *offset) == (like.mapping, like.column, like.column)
            && (found.cut && found.properties.is_none())
        {
            let mut children = found.children.to_vec();
            for child in &mut children {
                child.shift(*offset);
            }
            return Some(Self { children, comments: whole.comments, errors: Vec::new() });
        }
        let Collection { column, mapping, .. } = *like;
        Self::recovered(text, Block { start: first.content, end, column, mapping, depth, level: depth })
    }

    fn recovered(text: &str, block: Block) -> Option<Self> {
        let mut recovery = Recovery::new(text);
        let members = recovery.members(block);
        if !members.regular || recovery.references || recovery.errors.is_empty() {
            return None;
        }
        let Recovery { mut comments, mut errors, .. } = recovery;
        comments.sort_by_key(|c| c.span.start);
        errors.sort_by_key(|e| e.span.start);
        Some(Self { children: members.children, comments, errors })
    }

    /// The same further behind.
    pub(crate) fn shifted(mut self, by: u32) -> Self {
        self.children.iter_mut().for_each(|c| c.shift(by));
        self.comments.iter_mut().for_each(|c| c.shift(by));
        self.errors.iter_mut().for_each(|e| e.shift(by));
        self
    }
}

/// Whether no line belongs to a collection further out.
fn owns_lines(bytes: &[u8], first: lines::Line, like: &Collection) -> bool {
    let mut next = Some(first);
    while let Some(found) = next {
        let kind = like.mapping || head::is_dash(bytes, found.content);
        let member = found.indent == like.column && !found.tab && kind && !document::is_marker(bytes, found.start);
        if found.indent <= like.column && !member {
            return false;
        }
        next = lines::line(bytes, found.next, bytes.len() as u32);
    }
    true
}
