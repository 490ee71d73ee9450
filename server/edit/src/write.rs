//! Writing values in the style of a file.

use crate::NewValue;
use crate::quote::{self, Around};
use crate::style::Style;

/// A value cut where the line of its key or dash ends. Lines are without breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// What stands on the line of the key or dash; empty for a mapping or sequence below its key.
    pub(crate) head: String,
    /// The lines below, indented.
    pub(crate) tail: Vec<String>,
}

impl Written {
    fn line(head: impl Into<String>) -> Self {
        Self { head: head.into(), tail: Vec::new() }
    }
}

/// What a value belongs to, and the column of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owner {
    Key(u32),
    Dash(u32),
}

impl Style {
    /// `value` as it stands behind its key or dash.
    pub(crate) fn value(&self, value: &NewValue, owner: Owner) -> Written {
        match value {
            NewValue::Text(text) => self.text(text, owner),
            NewValue::Literal(text) => Written::line(text),
            NewValue::List(items) if items.is_empty() => Written::line("[]"),
            NewValue::Map(entries) if entries.is_empty() => Written::line("{}"),
            NewValue::List(items) if self.flow_lists && items.iter().all(is_scalar) => Written::line(self.flow(value)),
            NewValue::List(items) => match owner {
                Owner::Key(at) => below(self.items(items, at + self.seq_indent)),
                Owner::Dash(at) => behind(self.items(items, at + self.gap), at + self.gap),
            },
            NewValue::Map(entries) => match owner {
                Owner::Key(at) => below(self.entries(entries, at + self.indent)),
                Owner::Dash(at) => behind(self.entries(entries, at + self.gap), at + self.gap),
            },
        }
    }

    /// The lines of an entry whose key stands at `column`.
    pub(crate) fn entry(&self, key: &str, value: &NewValue, column: u32) -> Vec<String> {
        let written = self.value(value, Owner::Key(column));
        let key = quote::write(key, self.quote, Around::Block);
        let gap = if written.head.is_empty() { "" } else { " " };
        lines(format!("{}{key}:{gap}{}", indent(column), written.head), written.tail)
    }

    /// The lines of an item whose dash stands at `column`.
    pub(crate) fn item(&self, value: &NewValue, column: u32) -> Vec<String> {
        let written = self.value(value, Owner::Dash(column));
        lines(format!("{}-{}{}", indent(column), indent(self.gap - 1), written.head), written.tail)
    }

    /// `value` on one line inside brackets.
    pub(crate) fn flow(&self, value: &NewValue) -> String {
        match value {
            NewValue::Text(text) => quote::write(text, self.quote, Around::Flow),
            NewValue::Literal(text) => text.clone(),
            NewValue::List(items) => {
                let items: Vec<_> = items.iter().map(|i| self.flow(i)).collect();
                format!("[{}]", items.join(", "))
            }
            NewValue::Map(entries) => {
                let entries: Vec<_> = entries.iter().map(|(k, v)| self.flow_entry(k, v)).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// `key: value` on one line inside brackets.
    pub(crate) fn flow_entry(&self, key: &str, value: &NewValue) -> String {
        format!("{}: {}", quote::write(key, self.quote, Around::Flow), self.flow(value))
    }

    fn text(&self, text: &str, owner: Owner) -> Written {
        if !quote::is_literal(text) {
            return Written::line(quote::write(text, self.quote, Around::Block));
        }
        let column = match owner {
            Owner::Key(at) => at + self.indent,
            Owner::Dash(at) => at + self.gap,
        };
        let head = if text.ends_with('\n') { "|" } else { "|-" };
        Written { head: head.to_owned(), tail: literal_lines(text, column) }
    }

    fn items(&self, items: &[NewValue], column: u32) -> Vec<String> {
        items.iter().flat_map(|item| self.item(item, column)).collect()
    }

    fn entries(&self, entries: &[(String, NewValue)], column: u32) -> Vec<String> {
        entries.iter().flat_map(|(key, value)| self.entry(key, value, column)).collect()
    }
}

/// The lines of a literal block scalar's content.
pub(crate) fn literal_lines(text: &str, column: u32) -> Vec<String> {
    let line = |l: &str| if l.is_empty() { String::new() } else { indent(column) + l };
    text.strip_suffix('\n').unwrap_or(text).split('\n').map(line).collect()
}

pub(crate) fn indent(columns: u32) -> String {
    " ".repeat(columns as usize)
}

fn is_scalar(value: &NewValue) -> bool {
    matches!(value, NewValue::Text(_) | NewValue::Literal(_))
}

fn below(tail: Vec<String>) -> Written {
    Written { head: String::new(), tail }
}

/// The same lines with the first one behind a dash.
fn behind(mut all: Vec<String>, column: u32) -> Written {
    let first = all.remove(0);
    Written { head: first.get(column as usize..).unwrap_or_default().to_owned(), tail: all }
}

fn lines(first: String, rest: Vec<String>) -> Vec<String> {
    std::iter::once(first).chain(rest).collect()
}
