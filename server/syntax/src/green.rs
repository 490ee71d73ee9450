//! The position-free part of the tree: nodes know offsets relative to their parent only, so that an edit elsewhere leaves
//! them as they are and they can be shared between versions of a text.

use crate::chunked::{Chunked, Place};
use smol_str::SmolStr;
use std::sync::Arc;

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScalarStyle {
    /// Without quotes; also an absent value.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// Tag and anchor of a node, both without their sigil resolved away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Properties {
    pub(crate) tag: Option<SmolStr>,
    pub(crate) anchor: Option<SmolStr>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scalar {
    pub(crate) value: SmolStr,
    pub(crate) properties: Option<Box<Properties>>,
    /// Bytes of properties and block header in front of the node's start.
    pub(crate) lead: u32,
    pub(crate) style: ScalarStyle,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Green {
    Scalar(Scalar),
    Alias(SmolStr),
    Collection(Arc<Collection>),
}

impl Green {
    /// An absent value.
    pub(crate) fn null() -> Self {
        Self::plain(SmolStr::default())
    }

    pub(crate) fn plain(value: SmolStr) -> Self {
        Self::Scalar(Scalar { value, properties: None, lead: 0, style: ScalarStyle::Plain })
    }

    pub(crate) fn lead(&self) -> u32 {
        match self {
            Self::Scalar(scalar) => scalar.lead,
            Self::Alias(_) => 0,
            Self::Collection(collection) => collection.lead,
        }
    }
}

/// A green node with its place in the parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    /// Bytes from the parent's start.
    pub(crate) offset: u32,
    /// Bytes the node covers.
    pub(crate) len: u32,
    pub(crate) green: Green,
}

impl Placed {
    pub(crate) fn end(&self) -> u32 {
        self.offset.wrapping_add(self.len)
    }
}

/// A member of a collection: `key: value`, or an item without a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Child {
    pub(crate) key: Option<Placed>,
    pub(crate) value: Placed,
    /// Offset of the `:` or `-`; that of the first byte where there is none.
    pub(crate) indicator: u32,
    pub(crate) indicated: bool,
}

impl Child {
    pub(crate) fn end(&self) -> u32 {
        let key = self.key.as_ref().map_or(0, Placed::end);
        self.value.end().max(key)
    }
}

impl Place for Child {
    fn start(&self) -> u32 {
        let first = self.key.as_ref().unwrap_or(&self.value);
        let start = first.offset.wrapping_sub(first.green.lead());
        if self.indicated { start.min(self.indicator) } else { start }
    }

    fn shift(&mut self, by: u32) {
        if let Some(key) = &mut self.key {
            key.offset = key.offset.wrapping_add(by);
        }
        self.value.offset = self.value.offset.wrapping_add(by);
        self.indicator = self.indicator.wrapping_add(by);
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Collection {
    pub(crate) mapping: bool,
    pub(crate) flow: bool,
    /// Whether each member begins a line of its own at `column` (the first one may stand behind a `- `), so that its lines
    /// can be read alone.
    pub(crate) cut: bool,
    /// Bytes between the start of the line and a block collection's members.
    pub(crate) column: u32,
    /// Bytes of properties in front of the node's start.
    pub(crate) lead: u32,
    pub(crate) properties: Option<Box<Properties>>,
    pub(crate) children: Chunked<Child>,
}

/// `cut` says how a later edit is done, not what the text means.
impl PartialEq for Collection {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (self.mapping == other.mapping
                && self.flow == other.flow
                && self.column == other.column
                && self.lead == other.lead
                && self.properties == other.properties
                && self.children == other.children)
    }
}

impl Eq for Collection {}
