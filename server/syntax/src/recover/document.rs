//! A whole text: its documents, and the root of each.

use super::{Block, Members, Recovery, head, lines};
use crate::build::{self, Fragment, Frame};
use crate::green::{Green, Placed};
use crate::tree::{Comment, SyntaxError};
use crate::{message, scan};
use std::collections::HashMap;

/// Reads a text that the grammar refuses.
pub(crate) fn recover(text: &str, refusal: SyntaxError) -> Fragment {
    let mut recovery = Recovery::new(text);
    let mut documents = Vec::new();
    let mut start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let bytes = text.as_bytes();
    while start < bytes.len() as u32 {
        let end = section_end(bytes, start);
        recovery.section(start, end, &mut documents);
        start = end;
    }
    let Recovery { mut comments, mut errors, unresolved, references, .. } = recovery;
    errors.extend(without_anchor(text, unresolved));
    let unexplained = errors.is_empty();
    if unexplained {
        errors.push(refusal);
    }
    errors.sort_by_key(|e| e.span.start);
    comments.sort_by_key(|c| c.span.start);
    Fragment { documents, comments, errors, refusal: None, references: references || unexplained }
}

/// The aliases that no anchor stands before.
fn without_anchor(text: &str, unresolved: Vec<SyntaxError>) -> impl Iterator<Item = SyntaxError> {
    let mut anchors: HashMap<&str, u32> = HashMap::new();
    if !unresolved.is_empty() {
        for (at, _) in text.match_indices('&') {
            let name = text[at + 1..].split(char::is_whitespace).next().unwrap_or_default();
            anchors.entry(name.trim_end_matches([',', ']', '}'])).or_insert(at as u32);
        }
    }
    unresolved.into_iter().filter(move |error| {
        let name = text.get(error.span.range()).unwrap_or_default().trim_start_matches('*');
        anchors.get(name).is_none_or(|at| *at > error.span.start)
    })
}

/// Whether a `---` or `...` line begins at `at`, the start of a line.
pub(crate) fn is_marker(bytes: &[u8], at: u32) -> bool {
    let rest = bytes.get(at as usize..).unwrap_or_default();
    (rest.starts_with(b"---") || rest.starts_with(b"...")) && rest.get(3).is_none_or(u8::is_ascii_whitespace)
}

/// Where the document at `start` ends: before the next `---`, behind the next `...`.
fn section_end(bytes: &[u8], start: u32) -> u32 {
    let mut at = start;
    let mut empty = true;
    loop {
        if is_marker(bytes, at) {
            if bytes[at as usize] == b'.' {
                return scan::next_line(bytes, at);
            }
            if !empty {
                return at;
            }
            empty = false;
        }
        let first = bytes.get(at as usize).copied().unwrap_or(b'#');
        empty &= matches!(first, b'%' | b'#') || scan::is_break(first);
        if at as usize >= bytes.len() {
            return at;
        }
        at = scan::next_line(bytes, at);
    }
}

impl Recovery<'_> {
    fn section(&mut self, start: u32, end: u32, documents: &mut Vec<Placed>) {
        let fragment = build::build(&self.text[start as usize..end as usize], 0);
        if fragment.refusal.is_none() {
            self.references |= fragment.references;
            documents.extend(fragment.documents.into_iter().map(|d| Placed { offset: d.offset + start, ..d }));
            self.comments.extend(fragment.comments.into_iter().map(|c| Comment { span: c.span.shifted(start), ..c }));
            let shifted = fragment.errors.into_iter().map(|e| SyntaxError { span: e.span.shifted(start), ..e });
            self.errors.extend(shifted);
            return;
        }
        let errors = self.errors.len();
        let body = self.preamble(start, end);
        if let Some(root) = self.root(body, end) {
            documents.push(root);
        }
        if let (true, Some(refusal)) = (self.errors.len() == errors, fragment.refusal) {
            self.errors.push(SyntaxError { span: refusal.span.shifted(start), ..refusal });
        }
    }

    /// Where the content begins behind directives and the `---`.
    fn preamble(&mut self, start: u32, end: u32) -> u32 {
        let bytes = self.bytes();
        let mut at = start;
        while at < end {
            if is_marker(bytes, at) && bytes[at as usize] == b'-' {
                self.comments_between(start, at);
                return at + 3;
            }
            match bytes[at as usize] {
                b'%' | b'#' => {}
                byte if scan::is_break(byte) => {}
                _ => break,
            }
            at = scan::next_line(bytes, at);
        }
        start
    }

    fn root(&mut self, body: u32, end: u32) -> Option<Placed> {
        let bytes = self.bytes();
        let end = self.before_end_marker(body, end);
        let first = scan::skip_blanks(bytes, body);
        let begins = scan::begins_line(bytes, body) || self.text[..body as usize] == *"\u{feff}";
        let same_line = !begins && !bytes.get(first as usize).is_none_or(|b| scan::is_break(*b) || *b == b'#');
        if same_line {
            let (value, behind) = self.value(first, end);
            self.comments_between(behind, end);
            return Some(value);
        }
        let from = if begins { body } else { scan::next_line(bytes, body) };
        let Some(line) = lines::line(bytes, from, end) else {
            self.comments_between(body, end);
            return None;
        };
        self.comments_between(body, line.start);
        let value = !head::is_dash(bytes, line.content) && head::key(bytes, line.content).is_none();
        if value && !self.any_member(line.next, end) {
            let (value, behind) = self.value(line.content, end);
            self.comments_between(behind, end);
            return Some(value);
        }
        Some(self.root_block(line, end))
    }

    /// Where the content ends: before a `...`, behind which nothing but a comment can stand.
    fn before_end_marker(&mut self, body: u32, end: u32) -> u32 {
        let bytes = self.bytes();
        let last = scan::line_start(bytes, scan::content_end(bytes, body, end));
        if last < body || !is_marker(bytes, last) {
            return end;
        }
        let first = scan::skip_blanks(bytes, last + 3);
        if !matches!(bytes.get(first as usize), None | Some(b'#' | b'\n' | b'\r')) {
            let stop = scan::content_end(bytes, first, scan::line_end(bytes, first));
            self.error(first, stop, message::BEHIND_END);
        }
        self.comments_between(last + 3, scan::line_end(bytes, last));
        last
    }

    fn any_member(&self, at: u32, end: u32) -> bool {
        lines::line(self.bytes(), at, end).is_some_and(|l| head::is_member(self.bytes(), l.content))
    }

    fn root_block(&mut self, first: lines::Line, end: u32) -> Placed {
        let bytes = self.bytes();
        let mut column = first.indent;
        let mut start = first;
        let mut at = first.next;
        while let Some(line) = lines::line(bytes, at, end) {
            if line.indent < column && !line.tab && head::is_member(bytes, line.content) {
                column = line.indent;
                start = line;
            }
            at = line.next;
        }
        let mapping = !head::is_dash(bytes, start.content);
        let block = Block { start: start.content, end, column, mapping, depth: 0, level: 0 };
        let mut found = Members::default();
        if start.start > first.start {
            let stop = scan::line_end(bytes, first.content);
            self.error(first.content, stop, message::DEEPER);
            let above = Block { start: first.content, end: start.start, column: first.indent, level: 1, ..block };
            self.merge(above, &mut found);
            let members = self.members(block);
            found.children.extend(members.children);
        } else {
            found = self.members(block);
        }
        if start.tab {
            self.error(start.start + start.indent, start.content, message::TAB);
            found.regular = false;
        }
        if found.children.is_empty() {
            return Placed { offset: start.content, len: 0, green: Green::null() };
        }
        let frame = Frame { mapping, flow: false, cut: found.regular, column, lead: 0, properties: None };
        build::collection(frame, start.content, end, found.children.into_boxed_slice())
    }
}
