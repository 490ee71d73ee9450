//! Green nodes from the grammar's events.

use crate::green::{Child, Collection, Green, Placed, Properties, Scalar, ScalarStyle};
use crate::scan;
use crate::tree::{Comment, SyntaxError};
use crate::{Span, grammar, message};
use granit_parser::{Event, ScanError, StructureStyle, Tag};
use smol_str::SmolStr;
use std::sync::Arc;

/// What one pass of the grammar over a piece of text gave. Offsets count from the start of the piece.
#[derive(Debug, Default)]
pub(crate) struct Fragment {
    pub(crate) documents: Vec<Placed>,
    pub(crate) comments: Vec<Comment>,
    /// References to anchors that the piece does not set.
    pub(crate) errors: Vec<SyntaxError>,
    /// Why the grammar refused the piece, and with it the documents.
    pub(crate) refusal: Option<SyntaxError>,
    /// Whether the meaning of a line may depend on another far away, as with anchors.
    pub(crate) references: bool,
}

/// Reads a piece of text that stands `depth` block collections deep.
pub(crate) fn build(text: &str, depth: u32) -> Fragment {
    let mut builder =
        Builder { text, open: Vec::new(), members: Vec::new(), last: Last::Node, from: 0, done: Fragment::default() };
    for event in grammar::events(text, depth) {
        match event {
            Ok((event, span)) => builder.event(event, span),
            Err(error) => {
                builder.done.refusal = Some(refusal(&error, text));
                break;
            }
        }
    }
    builder.done
}

fn refusal(error: &ScanError, text: &str) -> SyntaxError {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let last = scan::content_end(text.as_bytes(), 0, text.len() as u32);
    SyntaxError { span: Span::empty((at as u32).min(last)), message: message::human(error) }
}

fn convert(span: granit_parser::Span) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    Span::new(range.start as u32, range.end.max(range.start) as u32)
}

/// A collection whose end is not reached, offsets still absolute.
struct Open {
    mapping: bool,
    flow: bool,
    cut: bool,
    column: u32,
    lead: u32,
    start: u32,
    end: u32,
    properties: Option<Box<Properties>>,
    key: Option<(Placed, Option<u32>)>,
    /// Where its members begin in the common list.
    first: usize,
}

/// What an anchor event belongs to.
#[derive(Clone, Copy)]
enum Last {
    Node,
    Start,
}

struct Builder<'a> {
    text: &'a str,
    open: Vec<Open>,
    members: Vec<Child>,
    last: Last,
    /// Where the search for the next indicator begins.
    from: u32,
    done: Fragment,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, at: granit_parser::Span) {
        let span = convert(at);
        match event {
            Event::Scalar(value, style, _, tag) => self.scalar(&value, style, tag.as_deref(), at),
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(span, matches!(event, Event::UnresolvedAlias(_))),
            Event::SequenceStart(style, _, tag) => self.start(false, style, tag.as_deref(), at),
            Event::MappingStart(style, _, tag) => self.start(true, style, tag.as_deref(), at),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.last_mut().filter(|o| o.flow) {
                    open.end = open.end.max(span.end);
                }
                self.close();
            }
            Event::Anchor(_, name) => self.anchor(&name, span),
            Event::Comment(..) => self.done.comments.push(Comment::new(self.text, span)),
            Event::DocumentStart(explicit, _) => self.from = if explicit { span.end } else { span.start },
            _ => {}
        }
    }

    fn alias(&mut self, span: Span, unresolved: bool) {
        self.done.references = true;
        let name = SmolStr::new(self.text.get(span.range()).unwrap_or_default().trim_start_matches('*'));
        if unresolved {
            self.done.errors.push(SyntaxError { span, message: message::no_anchor(&name) });
        }
        self.add(Placed { offset: span.start, len: span.len(), green: Green::Alias(name) }, None);
    }

    fn scalar(&mut self, value: &str, style: granit_parser::ScalarStyle, tag: Option<&Tag>, at: granit_parser::Span) {
        let span = convert(at);
        let style = scalar_style(style);
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let absent = span.is_empty() && style == ScalarStyle::Plain;
        let (span, lead) = match absent {
            true => self.absent(at),
            false if block => self.block_scalar(span, value),
            false => (span, tag_lead(at, span.start)),
        };
        let value = if absent { SmolStr::default() } else { SmolStr::new(value) };
        let properties = tag.map(|tag| Box::new(Properties { tag: Some(tag_name(tag)), anchor: None }));
        let green = Green::Scalar(Scalar { value, properties, lead, style });
        self.add(Placed { offset: span.start, len: span.len(), green }, Some(at.start.col() as u32));
    }

    /// An absent value stands right behind its indicator or its properties, not where the grammar noticed it.
    fn absent(&self, at: granit_parser::Span) -> (Span, u32) {
        let Some(tag) = at.tag_span().map(convert) else {
            let place = match self.open.last() {
                Some(Open { key: Some((_, Some(colon))), .. }) => colon + 1,
                Some(Open { key: Some((key, None)), .. }) => key.end(),
                Some(open) if !open.flow && self.is_marked(open) => self.indicator(),
                _ => convert(at).start,
            };
            return (Span::empty(place), 0);
        };
        (Span::empty(tag.end), tag.len())
    }

    /// The content without the next line's indentation, into which the grammar's span runs; and the bytes from the first
    /// property or the header to the content.
    fn block_scalar(&self, span: Span, value: &str) -> (Span, u32) {
        let bytes = self.text.as_bytes();
        let first = scan::skip_trivia(bytes, self.indicator());
        let header = scan::skip_properties(bytes, first).min(span.start);
        let first = first.min(header);
        let end = scan::content_end(bytes, span.start, span.end);
        let blank = value.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\n'));
        if blank || end <= span.start {
            let header_end = header + scan::block_header_len(&bytes[header as usize..]);
            return (Span::empty(header_end), header_end - first);
        }
        (Span::new(span.start, end), span.start - first)
    }

    /// Behind the `:` or `-` that leads to the next node.
    fn indicator(&self) -> u32 {
        match self.open.last() {
            Some(Open { key: Some((_, Some(colon))), .. }) => colon + 1,
            Some(open) if !open.flow => {
                let at = self.next_member(open);
                at + u32::from(matches!(self.text.as_bytes().get(at as usize), Some(b'-' | b'?')))
            }
            _ => self.from,
        }
    }

    /// Whether the next member of a block collection begins with `-` or `?`.
    fn is_marked(&self, open: &Open) -> bool {
        let at = self.next_member(open);
        matches!(self.text.as_bytes().get(at as usize), Some(b'-' | b'?')) && scan::is_gap(self.text.as_bytes(), at + 1)
    }

    /// The first byte of the next member of a block collection.
    fn next_member(&self, open: &Open) -> u32 {
        let from = match self.members.get(open.first..).and_then(<[Child]>::last) {
            Some(child) => child.value.end().max(child.indicator + u32::from(child.indicated)),
            None => open.start,
        };
        scan::skip_trivia(self.text.as_bytes(), from)
    }

    fn next_dash(&self, open: &Open) -> Option<u32> {
        let at = self.next_member(open);
        (self.text.as_bytes().get(at as usize) == Some(&b'-')).then_some(at)
    }

    fn start(&mut self, mapping: bool, style: StructureStyle, tag: Option<&Tag>, at: granit_parser::Span) {
        let span = convert(at);
        let flow = style == StructureStyle::Flow;
        let mut start = span.start;
        let mut column = at.start.col() as u32;
        if !flow && !mapping {
            let bytes = self.text.as_bytes();
            let first = scan::skip_trivia(bytes, self.indicator());
            let first = scan::skip_properties(bytes, first);
            if first <= start && bytes.get(first as usize) == Some(&b'-') {
                column = column.wrapping_sub(start - first);
                start = first;
            }
        }
        let properties = tag.map(|tag| Box::new(Properties { tag: Some(tag_name(tag)), anchor: None }));
        let lead = start.saturating_sub(at.tag_start().and_then(|m| m.byte_offset()).map_or(start, |o| o as u32));
        let first = self.members.len();
        let column = if flow { 0 } else { column };
        let indent =
            self.text.as_bytes().get(start.saturating_sub(column) as usize..start as usize).unwrap_or_default();
        let cut = !flow && !indent.contains(&b'\t');
        self.open.push(Open {
            mapping,
            flow,
            cut,
            column,
            lead,
            start,
            end: span.end.max(start),
            properties,
            key: None,
            first,
        });
        self.last = Last::Start;
    }

    fn add(&mut self, node: Placed, column: Option<u32>) {
        self.last = Last::Node;
        let bytes = self.text.as_bytes();
        let dash = match self.open.last() {
            Some(open) if !open.mapping && !open.flow => self.next_dash(open).filter(|&dash| dash <= node.offset),
            _ => None,
        };
        let Some(open) = self.open.last_mut() else {
            self.from = node.end();
            self.done.documents.push(node);
            return;
        };
        open.end = open.end.max(node.end());
        if !open.mapping {
            open.cut &= dash.is_some_and(|dash| scan::column(bytes, dash) == open.column);
            let (indicator, indicated) = dash.map_or((node.offset, false), |dash| (dash, true));
            self.members.push(Child { key: None, value: node, indicator, indicated });
        } else if let Some((key, colon)) = open.key.take() {
            let indicator = colon.unwrap_or(key.offset);
            self.members.push(Child { key: Some(key), value: node, indicator, indicated: colon.is_some() });
        } else {
            open.cut &= column == Some(open.column) && node.green.lead() == 0 && node.len > 0;
            let at = scan::skip_trivia(bytes, node.end());
            let indicates =
                bytes.get(at as usize) == Some(&b':') && (open.flow || begins_value(bytes, &node, at, open.column));
            let colon = indicates.then_some(at);
            open.key = Some((node, colon));
        }
    }

    fn anchor(&mut self, name: &str, at: Span) {
        self.done.references = true;
        let (offset, lead, properties) = match self.last {
            Last::Start => {
                let Some(open) = self.open.last_mut() else { return };
                (open.start, &mut open.lead, &mut open.properties)
            }
            Last::Node => {
                let open = self.open.last_mut();
                let node = match open {
                    Some(Open { key: Some((key, _)), cut, .. }) => {
                        *cut = false;
                        Some(key)
                    }
                    Some(_) => self.members.last_mut().map(|c| &mut c.value),
                    None => self.done.documents.last_mut(),
                };
                let Some(Placed { offset, len, green: Green::Scalar(scalar) }) = node else { return };
                if *len == 0 && scalar.style == ScalarStyle::Plain && *offset < at.end {
                    scalar.lead += at.end - *offset;
                    *offset = at.end;
                }
                (*offset, &mut scalar.lead, &mut scalar.properties)
            }
        };
        *lead = (*lead).max(offset.saturating_sub(at.start));
        properties.get_or_insert_default().anchor = Some(SmolStr::new(name));
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let children: Box<[Child]> = self.members.drain(open.first..).collect();
        let Open { mapping, flow, cut, column, lead, properties, start, end, .. } = open;
        let node = collection(Frame { mapping, flow, cut, column, lead, properties }, start, end, children);
        self.add(node, None);
    }
}

/// Whether the `:` at `at` belongs to a key of a block mapping: it is on its line, or below its `?`.
fn begins_value(bytes: &[u8], key: &Placed, at: u32, column: u32) -> bool {
    scan::is_gap(bytes, at + 1) && (scan::line_end(bytes, key.end()) > at || scan::column(bytes, at) == column)
}

/// A collection but for its members.
pub(crate) struct Frame {
    pub(crate) mapping: bool,
    pub(crate) flow: bool,
    pub(crate) cut: bool,
    pub(crate) column: u32,
    pub(crate) lead: u32,
    pub(crate) properties: Option<Box<Properties>>,
}

/// A collection whose members are still placed like itself. A block collection reaches from its first to its last member.
pub(crate) fn collection(frame: Frame, start: u32, end: u32, mut children: Box<[Child]>) -> Placed {
    use crate::chunked::Place;
    let (mut start, mut end, mut lead) = (start, end, frame.lead);
    if let (false, Some(first), Some(last)) = (frame.flow, children.first(), children.last()) {
        lead = lead.wrapping_add(first.start().wrapping_sub(start));
        start = first.start();
        end = last.end();
    }
    for child in &mut children {
        child.shift(start.wrapping_neg());
    }
    let Frame { mapping, flow, cut, column, properties, .. } = frame;
    let children = crate::chunked::Chunked::new(children);
    let lead = if properties.is_some() { lead } else { 0 };
    let green = Green::Collection(Arc::new(Collection { mapping, flow, cut, column, lead, properties, children }));
    Placed { offset: start, len: end.saturating_sub(start), green }
}

fn tag_lead(at: granit_parser::Span, start: u32) -> u32 {
    at.tag_start().and_then(|m| m.byte_offset()).map_or(0, |tag| start.saturating_sub(tag as u32))
}

fn scalar_style(style: granit_parser::ScalarStyle) -> ScalarStyle {
    match style {
        granit_parser::ScalarStyle::Plain => ScalarStyle::Plain,
        granit_parser::ScalarStyle::SingleQuoted => ScalarStyle::SingleQuoted,
        granit_parser::ScalarStyle::DoubleQuoted => ScalarStyle::DoubleQuoted,
        granit_parser::ScalarStyle::Literal => ScalarStyle::Literal,
        granit_parser::ScalarStyle::Folded => ScalarStyle::Folded,
    }
}

fn tag_name(tag: &Tag) -> SmolStr {
    SmolStr::new(format!("{}{}", tag.handle(), tag.suffix()))
}
