//! Green nodes from the grammar's events.

use crate::green::{Child, Collection, Green, Placed, Properties, ScalarStyle};
use crate::tree::{Comment, Parts, SyntaxError};
use crate::{Span, grammar};
use granit_parser::{Event, Placement, StructureStyle, Tag};
use smol_str::SmolStr;
use std::sync::Arc;

/// Reads the whole text in one pass.
pub(crate) fn build(text: &str) -> Parts {
    let mut builder = Builder { text, open: Vec::new(), parts: Parts::default() };
    for event in grammar::events(text) {
        match event {
            Ok((event, span)) => builder.event(event, convert(span)),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len()) as u32;
                builder.parts.errors.push(SyntaxError { span: Span::empty(at), message: error.info() });
                break;
            }
        }
    }
    while !builder.open.is_empty() {
        builder.close();
    }
    builder.parts
}

fn convert(span: granit_parser::Span) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    Span::new(range.start as u32, range.end.max(range.start) as u32)
}

/// A collection whose end is not reached, offsets still absolute.
struct Open {
    mapping: bool,
    flow: bool,
    properties: Properties,
    start: u32,
    end: u32,
    key: Option<Placed>,
    children: Vec<Child>,
}

struct Builder<'a> {
    text: &'a str,
    open: Vec<Open>,
    parts: Parts,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(value, style, _, tag) => {
                let span = trimmed(self.text, span, style);
                let tag = tag.map(|t| tag_name(&t));
                let style = scalar_style(style);
                let value = if span.is_empty() && style == ScalarStyle::Plain {
                    SmolStr::default()
                } else {
                    SmolStr::new(value)
                };
                let green = match tag {
                    None => Green::PlainScalar(value, style),
                    tag => Green::Scalar(Box::new(Properties { tag, anchor: None }), value, style),
                };
                self.add(Placed { offset: span.start, len: span.len(), green });
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let name = SmolStr::new(self.text.get(span.range()).unwrap_or_default().trim_start_matches('*'));
                if let Event::UnresolvedAlias(_) = event {
                    self.parts
                        .errors
                        .push(SyntaxError { span, message: format!("no anchor `&{name}` stands before this alias") });
                }
                self.add(Placed { offset: span.start, len: span.len(), green: Green::Alias(name) });
            }
            Event::SequenceStart(style, _, tag) => self.start(false, style, tag.as_deref(), span),
            Event::MappingStart(style, _, tag) => self.start(true, style, tag.as_deref(), span),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.last_mut().filter(|o| o.flow) {
                    open.end = span.end;
                }
                self.close();
            }
            Event::Comment(_, placement) => {
                self.parts.comments.push(Comment { span, own_line: !matches!(placement, Placement::Right) });
            }
            _ => {}
        }
    }

    fn start(&mut self, mapping: bool, style: StructureStyle, tag: Option<&Tag>, span: Span) {
        let properties = Properties { tag: tag.map(tag_name), anchor: None };
        let flow = style == StructureStyle::Flow;
        self.open.push(Open {
            mapping,
            flow,
            properties,
            start: span.start,
            end: span.start,
            key: None,
            children: Vec::new(),
        });
    }

    fn add(&mut self, node: Placed) {
        let Some(open) = self.open.last_mut() else {
            self.parts.documents.push(node);
            return;
        };
        open.end = open.end.max(node.offset + node.len);
        if open.mapping && open.key.is_none() {
            open.key = Some(node);
        } else {
            open.children.push(Child { key: open.key.take(), value: node });
        }
    }

    fn close(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        if let Some(key) = open.key.take() {
            let end = key.offset + key.len;
            let value =
                Placed { offset: end, len: 0, green: Green::PlainScalar(SmolStr::default(), ScalarStyle::Plain) };
            open.children.push(Child { key: Some(key), value });
        }
        let start =
            open.children.first().map_or(open.start, |c| open.start.min(c.key.as_ref().unwrap_or(&c.value).offset));
        for child in &mut open.children {
            child.value.offset -= start;
            if let Some(key) = &mut child.key {
                key.offset -= start;
            }
        }
        let Open { mapping, flow, properties, children, end, .. } = open;
        let green = Green::Collection(Arc::new(Collection { mapping, flow, properties, children }));
        self.add(Placed { offset: start, len: end.max(start) - start, green });
    }
}

/// The grammar's span of a block scalar runs into the next line's indentation.
fn trimmed(text: &str, span: Span, style: granit_parser::ScalarStyle) -> Span {
    use granit_parser::ScalarStyle::{Folded, Literal};
    let slice = text.get(span.range()).unwrap_or_default();
    match style {
        Literal | Folded => Span::new(span.start, span.start + slice.trim_end().len() as u32),
        _ => span,
    }
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
