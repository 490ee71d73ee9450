//! Records with their place in the file: typed reading of keys by name.

use crate::record::{Datum, Field, Name, Record, Value};
use ov_syntax::Span;
use smol_str::SmolStr;

/// A record and the offset its spans count from.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    record: &'a Record,
    base: u32,
}

/// A value with its place in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its bytes.
    pub span: Span,
}

impl<'a> View<'a> {
    /// Reads `record`, whose spans count from `base`.
    pub fn new(record: &'a Record, base: u32) -> Self {
        Self { record, base }
    }

    /// The record itself, with relative spans.
    pub fn record(self) -> &'a Record {
        self.record
    }

    /// The offset that relative spans count from.
    pub fn base(self) -> u32 {
        self.base
    }

    /// Whether `key` stands there with any value, even null.
    pub fn has(self, key: &str) -> bool {
        self.record.field(key).is_some()
    }

    /// Whether `key` has another value than the zero of its type.
    pub fn is_set(self, key: &str) -> bool {
        self.record.field(key).is_some_and(|f| !f.value.value.is_zero())
    }

    /// The field by canonical name.
    pub fn field(self, key: &str) -> Option<&'a Field> {
        self.record.field(key)
    }

    /// All fields, in the order of the text.
    pub fn fields(self) -> impl Iterator<Item = &'a Field> {
        self.record.fields.iter()
    }

    /// Where the key of `key` stands.
    pub fn key_span(self, key: &str) -> Option<Span> {
        self.record.field(key).map(|f| self.place(f.key_span))
    }

    /// Where the value of `key` stands.
    pub fn value_span(self, key: &str) -> Option<Span> {
        self.record.field(key).map(|f| self.place(f.value.span))
    }

    /// A relative span as a place in the file.
    pub fn place(self, span: Span) -> Span {
        span.shifted(self.base)
    }

    /// A text that is not empty.
    pub fn text(self, key: &str) -> Option<At<&'a SmolStr>> {
        let datum = &self.record.field(key)?.value;
        let value = datum.value.text().filter(|t| !t.is_empty())?;
        Some(At { value, span: self.place(datum.span) })
    }

    /// A whole number.
    pub fn int(self, key: &str) -> Option<At<i64>> {
        let datum = &self.record.field(key)?.value;
        match datum.value {
            Value::Int(value) => Some(At { value, span: self.place(datum.span) }),
            _ => None,
        }
    }

    /// A flag.
    pub fn flag(self, key: &str) -> Option<At<bool>> {
        let datum = &self.record.field(key)?.value;
        match datum.value {
            Value::Bool(value) => Some(At { value, span: self.place(datum.span) }),
            _ => None,
        }
    }

    /// The elements of a list; none where the key is absent.
    pub fn list(self, key: &str) -> impl Iterator<Item = At<&'a Value>> + use<'a> {
        let items: &'a [Datum] = self.record.field(key).map_or(&[], |f| f.value.value.list());
        items.iter().map(move |d| At { value: &d.value, span: self.place(d.span) })
    }

    /// The texts of a list.
    pub fn texts(self, key: &str) -> impl Iterator<Item = At<&'a SmolStr>> + use<'a> {
        self.list(key).filter_map(|at| Some(At { value: at.value.text()?, span: at.span }))
    }

    /// The records of a list.
    pub fn records(self, key: &str) -> impl Iterator<Item = (View<'a>, Span)> + use<'a> {
        let base = self.base;
        self.list(key).filter_map(move |at| Some((View::new(at.value.record()?, base), at.span)))
    }

    /// The record under `key`.
    pub fn child(self, key: &str) -> Option<View<'a>> {
        let record = self.record.field(key)?.value.value.record()?;
        Some(View::new(record, self.base))
    }

    /// The entries of a free map, in the order of the text.
    pub fn map(self, key: &str) -> impl Iterator<Item = (At<&'a SmolStr>, At<&'a Value>)> + use<'a> {
        let entries: &'a [(Name, Datum)] = self.record.field(key).map_or(&[], |f| f.value.value.map());
        entries.iter().map(move |(name, datum)| {
            let name_at = At { value: &name.text, span: self.place(name.span) };
            (name_at, At { value: &datum.value, span: self.place(datum.span) })
        })
    }
}
