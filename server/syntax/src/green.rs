//! The position-free part of the tree: nodes know offsets relative to their parent only, so that an edit elsewhere leaves
//! them as they are and they can be shared between versions of a text.

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
pub(crate) enum Green {
    Scalar(Box<Properties>, SmolStr, ScalarStyle),
    PlainScalar(SmolStr, ScalarStyle),
    Alias(SmolStr),
    Collection(Arc<Collection>),
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

/// A member of a collection: `key: value`, or an item without a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Child {
    pub(crate) key: Option<Placed>,
    pub(crate) value: Placed,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Collection {
    pub(crate) mapping: bool,
    pub(crate) flow: bool,
    pub(crate) properties: Properties,
    pub(crate) children: Vec<Child>,
}
