//! A tree and the grammar's own reading, as lines that can be compared.

use granit_parser::{Event, Parser, ScalarStyle as Style, StructureStyle};
use ov_syntax::{Kind, Node, ScalarStyle, Tree};

/// What the grammar reads; none where it refuses the text.
pub fn of_grammar(text: &str) -> Option<Vec<String>> {
    let options = granit_parser::options! { strict_indentation: true, emit_anchor_events: true };
    let mut lines = Vec::new();
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.ok()?;
        let tag = event.tag().map(|t| format!(" <{}{}>", t.handle(), t.suffix())).unwrap_or_default();
        match event {
            Event::DocumentStart(..) => lines.push("+DOC".to_owned()),
            Event::Scalar(value, style, ..) => {
                let absent = span.is_empty() && style == Style::Plain;
                let value = if absent { "" } else { &value };
                lines.push(format!("={}{tag} {value:?}", sigil(style)));
            }
            Event::Alias(_) => lines.push(span.slice(text)?.to_owned()),
            Event::Anchor(_, name) => {
                let last = lines.last_mut()?;
                *last = format!("{last} &{name}");
            }
            Event::SequenceStart(style, ..) => lines.push(format!("+SEQ{}{tag}", flow(style == StructureStyle::Flow))),
            Event::MappingStart(style, ..) => lines.push(format!("+MAP{}{tag}", flow(style == StructureStyle::Flow))),
            Event::SequenceEnd | Event::MappingEnd => lines.push("-".to_owned()),
            _ => {}
        }
    }
    Some(lines)
}

fn flow(flow: bool) -> &'static str {
    if flow { "[]" } else { "" }
}

fn sigil(style: Style) -> char {
    match style {
        Style::Plain => ':',
        Style::SingleQuoted => '\'',
        Style::DoubleQuoted => '"',
        Style::Literal => '|',
        Style::Folded => '>',
    }
}

/// The same lines from our tree.
pub fn of_tree(tree: &Tree) -> Vec<String> {
    let mut lines = Vec::new();
    for document in tree.documents() {
        lines.push("+DOC".to_owned());
        node(document, &mut lines);
    }
    lines
}

fn node(node: Node<'_>, lines: &mut Vec<String>) {
    let tag = node.tag().map(|t| format!(" <{t}>")).unwrap_or_default();
    let anchor = node.anchor().map(|a| format!(" &{a}")).unwrap_or_default();
    match node.kind() {
        Kind::Alias => lines.push(format!("*{}", node.alias().map_or("", |a| a.as_str()))),
        Kind::Scalar => {
            let style = match node.style() {
                Some(ScalarStyle::SingleQuoted) => '\'',
                Some(ScalarStyle::DoubleQuoted) => '"',
                Some(ScalarStyle::Literal) => '|',
                Some(ScalarStyle::Folded) => '>',
                _ => ':',
            };
            lines.push(format!("={style}{tag} {:?}{anchor}", node.value().map_or("", |v| v.as_str())));
        }
        kind => {
            let name = if kind == Kind::Mapping { "+MAP" } else { "+SEQ" };
            lines.push(format!("{name}{}{tag}{anchor}", flow(node.is_flow())));
            for entry in node.entries() {
                if let Some(key) = entry.key() {
                    self::node(key, lines);
                }
                self::node(entry.value(), lines);
            }
            lines.push("-".to_owned());
        }
    }
}

/// Where everything of a tree is.
pub fn places(tree: &Tree) -> Vec<String> {
    let mut lines = Vec::new();
    tree.documents().for_each(|d| places_of(d, &mut lines));
    lines.extend(tree.errors().iter().map(|e| format!("{e:?}")));
    lines.extend(tree.comments().iter().map(|c| format!("{c:?}")));
    lines
}

fn places_of(node: Node<'_>, lines: &mut Vec<String>) {
    lines.push(format!("{:?} {:?} column {:?}", node.span(), node.outer_span(), node.column()));
    for entry in node.entries() {
        lines.push(format!("indicator {:?}", entry.indicator()));
        entry.key().into_iter().chain([entry.value()]).for_each(|n| places_of(n, lines));
    }
}
