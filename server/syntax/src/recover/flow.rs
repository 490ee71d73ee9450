//! Flow collections that may be unfinished.

use super::{Recovery, head};
use crate::build::{self, Frame};
use crate::grammar::NESTING_LIMIT;
use crate::green::{Child, Green, Placed, Scalar, ScalarStyle};
use crate::{message, scan};
use smol_str::SmolStr;

/// A collection whose bracket is not closed yet.
struct Open {
    start: u32,
    mapping: bool,
    children: Vec<Child>,
    key: Option<(Placed, u32)>,
    node: Option<Placed>,
}

impl Open {
    fn new(start: u32, mapping: bool) -> Self {
        Self { start, mapping, children: Vec::new(), key: None, node: None }
    }

    /// Takes what was read since the last comma.
    fn finish_member(&mut self, at: u32) {
        let absent = |offset| Placed { offset, len: 0, green: Green::null() };
        match (self.key.take(), self.node.take()) {
            (Some((key, colon)), value) => {
                let value = value.unwrap_or_else(|| absent(colon + 1));
                self.push_pair(Child { key: Some(key), value, indicator: colon, indicated: true });
            }
            (None, Some(node)) if self.mapping => {
                let value = absent(node.end());
                let indicator = node.offset;
                self.children.push(Child { key: Some(node), value, indicator, indicated: false });
            }
            (None, Some(value)) => {
                let indicator = value.offset;
                self.children.push(Child { key: None, value, indicator, indicated: false });
            }
            (None, None) => {}
        }
        debug_assert!(at >= self.start, "members stand behind their bracket");
    }

    /// A pair in a sequence is a mapping of its own.
    fn push_pair(&mut self, child: Child) {
        if self.mapping {
            return self.children.push(child);
        }
        let start = child.key.as_ref().map_or(child.value.offset, |k| k.offset);
        let end = child.value.end();
        let value = flow(true, start, end, vec![child]);
        self.children.push(Child { key: None, value, indicator: start, indicated: false });
    }
}

fn flow(mapping: bool, start: u32, end: u32, children: Vec<Child>) -> Placed {
    let frame = Frame { mapping, flow: true, cut: false, column: 0, lead: 0, properties: None };
    build::collection(frame, start, end, children.into_boxed_slice())
}

impl Recovery<'_> {
    /// Reads the flow collection at `start`; also says where it ends.
    pub(super) fn flow(&mut self, start: u32, end: u32) -> (Placed, u32) {
        let bytes = self.bytes();
        let mut stack: Vec<Open> = Vec::new();
        let errors = self.errors.len();
        let mut at = start;
        let mut content = start;
        while at < end {
            let byte = bytes[at as usize];
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => {
                    at += 1;
                    continue;
                }
                b'#' if at > start && bytes[at as usize - 1].is_ascii_whitespace() => {
                    let next = scan::line_end(bytes, at).min(end);
                    self.comments_between(at, next);
                    at = next;
                    continue;
                }
                b'[' | b'{' => {
                    if stack.len() as u32 >= NESTING_LIMIT {
                        self.error(at, at + 1, message::TOO_DEEP);
                        break;
                    }
                    stack.push(Open::new(at, byte == b'{'));
                    at += 1;
                }
                b']' | b'}' => {
                    at += 1;
                    if let Some(done) = self.close(&mut stack, byte, at) {
                        return (done, at);
                    }
                }
                b',' => {
                    if let Some(open) = stack.last_mut() {
                        open.finish_member(at);
                    }
                    at += 1;
                }
                _ => at = self.flow_token(&mut stack, at, end),
            }
            content = at;
        }
        let stop = scan::line_end(bytes, content).min(end);
        (self.unclosed(stack, start, stop, errors), end)
    }

    fn close(&mut self, stack: &mut Vec<Open>, byte: u8, at: u32) -> Option<Placed> {
        let mut open = stack.pop()?;
        if open.mapping != (byte == b'}') {
            let expected = if open.mapping { '{' } else { '[' };
            self.error(at - 1, at, message::mismatched(expected, char::from(byte)));
        }
        open.finish_member(at);
        let node = flow(open.mapping, open.start, at, open.children);
        match stack.last_mut() {
            Some(parent) => {
                self.place(parent, node);
                None
            }
            None => Some(node),
        }
    }

    fn place(&mut self, open: &mut Open, node: Placed) {
        if open.node.is_some() {
            self.error(node.offset, node.end(), "expected `,` before this");
            open.finish_member(node.offset);
        }
        open.node = Some(node);
    }

    /// A scalar or a `:`.
    fn flow_token(&mut self, stack: &mut [Open], at: u32, end: u32) -> u32 {
        let bytes = self.bytes();
        let Some(open) = stack.last_mut() else { return end };
        let adjacent = open.node.as_ref().is_some_and(|n| n.end() == at && !is_plain(n));
        if bytes[at as usize] == b':' && open.key.is_none() && (adjacent || ends_key(bytes, at + 1)) {
            let key = open.node.take().unwrap_or(Placed { offset: at, len: 0, green: Green::null() });
            open.key = Some((key, at));
            return at + 1;
        }
        let node = match bytes[at as usize] {
            b'"' | b'\'' => self.flow_quoted(at, end),
            _ => self.flow_plain(at, end),
        };
        let stop = node.end();
        self.place(open, node);
        stop
    }

    fn flow_quoted(&mut self, at: u32, end: u32) -> Placed {
        let bytes = self.bytes();
        let line_end = scan::line_end(bytes, at).min(end);
        let close = head::close_of_quote(bytes, at, line_end).or_else(|| head::close_of_quote(bytes, at, end));
        if close.is_none() {
            self.error(at, at + 1, message::never_closed(char::from(bytes[at as usize])));
        }
        let stop = close.unwrap_or_else(|| scan::content_end(bytes, at, line_end));
        let text = &self.text[at as usize..stop as usize];
        let style = if text.starts_with('"') { ScalarStyle::DoubleQuoted } else { ScalarStyle::SingleQuoted };
        let value = SmolStr::new(if close.is_some() { &text[1..text.len() - 1] } else { &text[1..] });
        let green = Green::Scalar(Scalar { value, properties: None, lead: 0, style });
        Placed { offset: at, len: stop - at, green }
    }

    fn flow_plain(&self, at: u32, end: u32) -> Placed {
        let bytes = self.bytes();
        let mut stop = at + 1;
        let mut next = at + 1;
        while next < end {
            match bytes[next as usize] {
                b',' | b'[' | b']' | b'{' | b'}' | b'\n' | b'\r' => break,
                b':' if ends_key(bytes, next + 1) => break,
                b'#' if bytes[next as usize - 1].is_ascii_whitespace() => break,
                b' ' | b'\t' => {}
                _ => stop = next + 1,
            }
            next += 1;
        }
        let text = self.text.get(at as usize..stop as usize).unwrap_or_default();
        Placed { offset: at, len: stop - at, green: Green::plain(SmolStr::new(text)) }
    }

    /// `errors` is the number of those told before the collection.
    fn unclosed(&mut self, mut stack: Vec<Open>, start: u32, end: u32, errors: usize) -> Placed {
        let quote = self.errors[errors..].last().map_or(0, |e| e.span.start);
        if let Some(open) = stack.last().filter(|open| quote <= open.start) {
            let bracket = if open.mapping { '{' } else { '[' };
            self.error(open.start, open.start + 1, message::never_closed(bracket));
        }
        while let Some(mut open) = stack.pop() {
            open.finish_member(end);
            let node = flow(open.mapping, open.start, end, open.children);
            let Some(parent) = stack.last_mut() else { return node };
            parent.finish_or_keep(node);
        }
        Placed { offset: start, len: 0, green: Green::null() }
    }
}

impl Open {
    fn finish_or_keep(&mut self, node: Placed) {
        if self.node.is_some() {
            self.finish_member(node.offset);
        }
        self.node = Some(node);
    }
}

fn is_plain(node: &Placed) -> bool {
    matches!(&node.green, Green::Scalar(s) if s.style == ScalarStyle::Plain)
}

fn ends_key(bytes: &[u8], at: u32) -> bool {
    bytes.get(at as usize).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b',' | b'[' | b']' | b'{' | b'}'))
}
