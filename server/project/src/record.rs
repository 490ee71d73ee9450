//! Values read from the tree by type: what the loader would see, with the place of each part.

use ov_schema::{Key, StructId};
use ov_syntax::Span;
use smol_str::SmolStr;

/// A value and where it stands. Spans are relative to the unit of work the value belongs to; see [`crate::View`].
#[derive(Clone, Debug, PartialEq)]
pub struct Datum {
    /// The node's bytes.
    pub span: Span,
    /// What was read.
    pub value: Value,
}

/// What was read from a node of the expected type.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Absent, `~` or `null`: the zero value of any type.
    Null,
    /// The node has another type than its key takes; a problem says so.
    Hole,
    /// A flag.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text; also any scalar where every type is taken.
    Text(SmolStr),
    /// A sequence.
    List(Box<[Datum]>),
    /// A mapping with keys of the author's choice.
    Map(Box<[(Name, Datum)]>),
    /// A mapping with known keys.
    Record(Box<Record>),
}

/// A key or reference as spelled, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As spelled, quotes removed.
    pub text: SmolStr,
    /// Where.
    pub span: Span,
}

/// A mapping with known keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Which keys it knows.
    pub kind: StructId,
    /// Entries whose key has an effect, in the order of the text.
    pub fields: Box<[Field]>,
    /// Entries whose key is the author's choice, where the mapping takes such beside its known keys.
    pub free: Box<[(Name, Datum)]>,
    /// Entries without effect: unknown keys and spellings that this dialect drops.
    pub dropped: Box<[(Name, Datum)]>,
}

/// An entry of a [`Record`].
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key by its canonical name.
    pub key: &'static Key,
    /// The key as spelled.
    pub key_span: Span,
    /// Its value.
    pub value: Datum,
}

impl Record {
    /// The field `key`, by canonical name.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.key.name == key)
    }
}

impl Value {
    /// The text of a scalar that is one.
    pub fn text(&self) -> Option<&SmolStr> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Elements of a list; none for any other value.
    pub fn list(&self) -> &[Datum] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// Entries of a free map; none for any other value.
    pub fn map(&self) -> &[(Name, Datum)] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The record, where it is one.
    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::Record(record) => Some(record),
            _ => None,
        }
    }

    /// Whether a Go program would see the zero value of the type: null, empty text, `false`, 0, or an empty collection.
    pub fn is_zero(&self) -> bool {
        match self {
            Self::Null | Self::Hole | Self::Bool(false) | Self::Int(0) => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(entries) => entries.is_empty(),
            Self::Bool(_) | Self::Int(_) | Self::Record(_) => false,
        }
    }
}

impl Value {
    /// Whether it is absent or null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value under a key of a record, free ones included, or of a free map.
    pub fn child(&self, key: &str) -> Option<&Value> {
        let free = match self {
            Self::Record(record) => match record.field(key) {
                Some(field) => return Some(&field.value.value),
                None => &record.free,
            },
            Self::Map(entries) => entries,
            _ => return None,
        };
        free.iter().find(|(name, _)| name.text == key).map(|(_, datum)| &datum.value)
    }
}
