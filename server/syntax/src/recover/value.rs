//! A value that is no block collection.

use super::{Recovery, head, lines};
use crate::green::{Green, Placed, Scalar, ScalarStyle};
use crate::{build, message, scan};
use smol_str::SmolStr;

impl Recovery<'_> {
    /// Reads the value at `start`; also says where it ends.
    pub(super) fn value(&mut self, start: u32, end: u32) -> (Placed, u32) {
        let bytes = self.bytes();
        let first = scan::skip_properties(bytes, start).min(end);
        match bytes.get(first as usize) {
            Some(b'[' | b'{') if first < end => self.flow(first, end),
            Some(b'"' | b'\'') if first < end => self.quoted(first, end),
            Some(b'|' | b'>') if first < end => self.block_scalar(first, end),
            Some(b'*') if first < end => self.alias(first, end),
            _ => self.plain(first.min(end), end),
        }
    }

    fn quoted(&mut self, start: u32, end: u32) -> (Placed, u32) {
        let bytes = self.bytes();
        let quote = bytes[start as usize];
        let close = head::close_of_quote(bytes, start, end);
        if close.is_none() {
            self.error(start, start + 1, message::never_closed(char::from(quote)));
        }
        let stop = close.unwrap_or_else(|| scan::content_end(bytes, start, scan::line_end(bytes, start)));
        let style = if quote == b'"' { ScalarStyle::DoubleQuoted } else { ScalarStyle::SingleQuoted };
        let value = self.unquoted(start, stop, close.is_some());
        let green = Green::Scalar(Scalar { value, properties: None, lead: 0, style });
        let behind = if close.is_some() { stop } else { end };
        (Placed { offset: start, len: stop - start, green }, behind)
    }

    fn unquoted(&self, start: u32, end: u32, closed: bool) -> SmolStr {
        let text = &self.text[start as usize..end as usize];
        if closed && let Some(Green::Scalar(scalar)) = build::build(text, 0).documents.first().map(|d| &d.green) {
            return scalar.value.clone();
        }
        let inner = &text[1..];
        SmolStr::new(if closed { &inner[..inner.len() - 1] } else { inner })
    }

    fn block_scalar(&mut self, start: u32, end: u32) -> (Placed, u32) {
        let bytes = self.bytes();
        let style = if bytes[start as usize] == b'|' { ScalarStyle::Literal } else { ScalarStyle::Folded };
        let below = scan::next_line(bytes, start).min(end);
        let content = lines::line(bytes, below, end).map_or(below, |l| l.content);
        let stop = scan::content_end(bytes, content, end);
        let (content, stop) = if stop > content { (content, stop) } else { (start + 1, start + 1) };
        let value = SmolStr::new(&self.text[content as usize..stop as usize]);
        let green = Green::Scalar(Scalar { value, properties: None, lead: content - start, style });
        (Placed { offset: content, len: stop - content, green }, end)
    }

    fn alias(&mut self, start: u32, end: u32) -> (Placed, u32) {
        let bytes = &self.bytes()[start as usize..end as usize];
        let len = bytes.iter().take_while(|b| !b.is_ascii_whitespace()).count() as u32;
        let name = SmolStr::new(&self.text[start as usize + 1..(start + len) as usize]);
        self.references = true;
        (Placed { offset: start, len, green: Green::Alias(name) }, start + len)
    }

    /// A plain scalar, and on over lines that can only be more of it.
    fn plain(&mut self, start: u32, end: u32) -> (Placed, u32) {
        let bytes = self.bytes();
        let mut stop = self.plain_line(start, end);
        let mut value = String::from(&self.text[start as usize..stop as usize]);
        while scan::line_end(bytes, stop) == scan::skip_blanks(bytes, stop) {
            let Some(line) = lines::line(bytes, scan::next_line(bytes, stop), end) else { break };
            if line.tab || head::is_member(bytes, line.content) {
                break;
            }
            stop = self.plain_line(line.content, end);
            value.push(' ');
            value.push_str(&self.text[line.content as usize..stop as usize]);
        }
        (Placed { offset: start, len: stop - start, green: Green::plain(SmolStr::from(value)) }, stop)
    }

    fn plain_line(&self, start: u32, end: u32) -> u32 {
        let bytes = self.bytes();
        let line_end = scan::line_end(bytes, start).min(end);
        let slice = &bytes[start as usize..line_end as usize];
        let comment =
            slice.windows(2).position(|w| matches!(w, [b' ' | b'\t', b'#'])).map_or(line_end, |at| start + at as u32);
        scan::content_end(bytes, start, comment)
    }
}
