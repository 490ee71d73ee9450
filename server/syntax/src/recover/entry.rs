//! One member that the grammar refuses.

use super::head::{self, Key};
use super::{Block, Members, Recovery, lines};
use crate::green::{Child, Green, Placed, ScalarStyle};
use crate::{build, message, scan};
use smol_str::SmolStr;

impl Recovery<'_> {
    /// Reads the member whose first byte is at `start`.
    pub(super) fn entry(&mut self, block: Block, start: u32, end: u32, members: &mut Members) {
        let bytes = self.bytes();
        if head::is_dash(bytes, start) {
            if block.mapping {
                self.error(start, start + 1, message::STRAY_DASH);
                members.regular = false;
                return self.comments_between(start, end);
            }
            let mut late = Members::regular();
            let value = self.behind(block, start + 1, end, &mut late);
            members.children.push(Child { key: None, value, indicator: start, indicated: true });
            members.append(late);
        } else if block.mapping {
            self.pair(block, start, end, members);
        } else {
            self.undashed(block, start, end, members);
        }
    }

    fn pair(&mut self, block: Block, start: u32, end: u32, members: &mut Members) {
        let bytes = self.bytes();
        let Some(found) = head::key(bytes, start) else {
            members.regular = false;
            return self.not_a_key(start, end);
        };
        let key = self.key(found);
        if let Some(colon) = found.colon {
            let mut late = Members::regular();
            let value = self.behind(block, colon + 1, end, &mut late);
            members.children.push(Child { key: Some(key), value, indicator: colon, indicated: true });
            return members.append(late);
        }
        members.regular = false;
        self.error(found.start, found.end, message::no_colon(&self.text[found.start as usize..found.end as usize]));
        let mut late = Members::regular();
        let value = self.below(block, found.end, end, &mut late);
        members.children.push(Child { key: Some(key), value, indicator: found.start, indicated: false });
        members.append(late);
    }

    /// A line among items that is none.
    fn undashed(&mut self, block: Block, start: u32, end: u32, members: &mut Members) {
        members.regular = false;
        let stop = scan::content_end(self.bytes(), start, scan::line_end(self.bytes(), start));
        self.error(start, stop, message::NO_DASH);
        let value = if head::is_member(self.bytes(), start) {
            self.block(Block { start, end, mapping: true, depth: block.depth + 1, level: block.level + 1, ..block })
        } else {
            let (value, behind) = self.value(start, end);
            self.comments_between(behind, end);
            value
        };
        members.children.push(Child { key: None, indicator: start, value, indicated: false });
    }

    /// A line among keys that begins like a value.
    fn not_a_key(&mut self, start: u32, end: u32) {
        let errors = self.errors.len();
        let (_, behind) = self.value(start, end);
        if self.errors.len() == errors {
            self.stray(start);
        }
        self.comments_between(behind, end);
    }

    fn key(&self, key: Key) -> Placed {
        let text = &self.text[key.start as usize..key.end as usize];
        let green = if key.style == ScalarStyle::Plain {
            Green::plain(SmolStr::new(text))
        } else {
            let read = build::build(text, 0).documents.into_iter().next().map(|d| d.green);
            read.unwrap_or_else(|| Green::plain(SmolStr::new(text)))
        };
        Placed { offset: key.start, len: key.end - key.start, green }
    }

    /// The value behind an indicator that ends at `at`.
    fn behind(&mut self, block: Block, at: u32, end: u32, members: &mut Members) -> Placed {
        let bytes = self.bytes();
        let first = scan::skip_blanks(bytes, at);
        if first >= end || scan::is_break(bytes[first as usize]) || bytes[first as usize] == b'#' {
            return self.below(block, at, end, members);
        }
        let compact = !block.mapping && bytes[at as usize..first as usize].iter().all(|b| *b == b' ');
        if compact && self.is_compact(first, end) {
            return self.inner(block, first, scan::column(bytes, first), end);
        }
        let (value, behind) = self.value(first, end);
        self.rest(block, behind, end, members);
        value
    }

    /// Whether members of an inner collection begin right behind a `-`.
    fn is_compact(&self, first: u32, end: u32) -> bool {
        let bytes = self.bytes();
        if head::is_member(bytes, first) {
            return true;
        }
        let bare = head::key(bytes, first).is_some();
        let column = scan::column(bytes, first);
        let next = lines::line(bytes, scan::next_line(bytes, first), end);
        bare && next.is_some_and(|n| n.indent == column && head::is_member(bytes, n.content))
    }

    /// The value on the lines below a head that has none on its own line.
    fn below(&mut self, block: Block, at: u32, end: u32, members: &mut Members) -> Placed {
        let bytes = self.bytes();
        let below = scan::next_line(bytes, at).min(end);
        let Some(line) = lines::line(bytes, below, end) else {
            self.comments_between(at, end);
            return Placed { offset: at, len: 0, green: Green::null() };
        };
        self.comments_between(at, line.start);
        let inside = line.indent > block.column || line.tab || (block.mapping && head::is_dash(bytes, line.content));
        if !inside {
            self.stray(line.content);
            members.regular = false;
            self.comments_between(line.next, end);
            return Placed { offset: at, len: 0, green: Green::null() };
        }
        if line.tab {
            self.error(line.start + line.indent, line.content, message::TAB);
        }
        if !line.tab && (head::is_member(bytes, line.content) || self.is_bare_member(line, end)) {
            return self.inner(block, line.content, line.indent, end);
        }
        let (value, behind) = self.value(line.content, end);
        self.rest(block, behind, end, members);
        value
    }

    /// Whether a line without a colon is a key under way, as the lines around it tell.
    fn is_bare_member(&self, line: lines::Line, end: u32) -> bool {
        let bytes = self.bytes();
        let next = lines::line(bytes, line.next, end);
        head::key(bytes, line.content).is_some() && next.is_some_and(|n| head::is_member(bytes, n.content))
    }

    fn inner(&mut self, block: Block, start: u32, column: u32, end: u32) -> Placed {
        let mapping = !head::is_dash(self.bytes(), start);
        self.block(Block { start, end, column, mapping, depth: block.depth + 1, level: block.level + 1 })
    }

    /// What stands behind a value: comments, and lines that belong to nothing.
    fn rest(&mut self, block: Block, behind: u32, end: u32, members: &mut Members) {
        let bytes = self.bytes();
        let first = scan::skip_blanks(bytes, behind);
        let next = scan::next_line(bytes, first).min(end);
        if first < end && !scan::is_break(bytes[first as usize]) && bytes[first as usize] != b'#' {
            let stop = scan::content_end(bytes, first, scan::line_end(bytes, first));
            self.error(first, stop, message::BEHIND);
        }
        let Some(line) = lines::line(bytes, next, end) else {
            return self.comments_between(behind, end);
        };
        self.comments_between(behind, line.start);
        if line.tab {
            self.error(line.start + line.indent, line.content, message::TAB);
        }
        if line.tab || !head::is_member(bytes, line.content) {
            if !line.tab {
                let stop = scan::content_end(bytes, line.content, scan::line_end(bytes, line.content));
                self.error(line.content, stop, message::DEEPER);
            }
            members.regular = false;
            return self.comments_between(line.next, end);
        }
        let stop = scan::line_end(bytes, line.content);
        self.error(line.content, stop, if line.indent > block.column { message::DEEPER } else { message::STRAY_DASH });
        let inner = Block { start: line.content, end, column: line.indent, level: block.level + 1, ..block };
        self.merge(inner, members);
    }
}
