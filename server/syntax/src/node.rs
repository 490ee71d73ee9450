//! Nodes with their place in the text: a cheap view on the shared tree.

use crate::Span;
use crate::chunked::Iter;
use crate::green::{Child, Collection, Green, Placed, Properties, ScalarStyle};
use smol_str::SmolStr;
use std::sync::Arc;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A scalar; an absent value is an empty one.
    Scalar,
    /// A mapping, block or flow.
    Mapping,
    /// A sequence, block or flow.
    Sequence,
    /// `*name`
    Alias,
}

/// Tells a collection from others while a tree that holds it lives. Two trees of which one came from the other by edits share an
/// identity only for collections of equal content and equal inner offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity(usize);

/// A node of one version of a text.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    green: &'t Green,
    span: Span,
}

impl<'t> Node<'t> {
    pub(crate) fn new(placed: &'t Placed, parent_start: u32) -> Self {
        let start = parent_start + placed.offset;
        Self { green: &placed.green, span: Span::new(start, start + placed.len) }
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        match self.green {
            Green::Scalar(_) => Kind::Scalar,
            Green::Alias(_) => Kind::Alias,
            Green::Collection(c) if c.mapping => Kind::Mapping,
            Green::Collection(_) => Kind::Sequence,
        }
    }

    /// The bytes of the node itself: without its properties, comments around it or the line break behind it.
    pub fn span(self) -> Span {
        self.span
    }

    /// The same with its tag, its anchor and a block scalar's header: what to replace when the whole value is replaced.
    pub fn outer_span(self) -> Span {
        Span::new(self.span.start - self.green.lead().min(self.span.start), self.span.end)
    }

    /// Bytes between the start of the line and each member of a block collection; none for other nodes.
    pub fn column(self) -> Option<u32> {
        self.collection().filter(|c| !c.flow).map(|c| c.column)
    }

    /// The scalar's value after YAML's escapes and folding.
    pub fn value(self) -> Option<&'t SmolStr> {
        match self.green {
            Green::Scalar(scalar) => Some(&scalar.value),
            _ => None,
        }
    }

    /// How the scalar is written.
    pub fn style(self) -> Option<ScalarStyle> {
        match self.green {
            Green::Scalar(scalar) => Some(scalar.style),
            _ => None,
        }
    }

    /// Whether it is absent, `~` or a plain `null`.
    pub fn is_null(self) -> bool {
        self.style() == Some(ScalarStyle::Plain)
            && self.value().is_some_and(|v| matches!(v.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Whether it is written in flow style, `[…]` or `{…}`.
    pub fn is_flow(self) -> bool {
        self.collection().is_some_and(|c| c.flow)
    }

    /// Name behind `*`.
    pub fn alias(self) -> Option<&'t SmolStr> {
        match self.green {
            Green::Alias(name) => Some(name),
            _ => None,
        }
    }

    /// Tag with its handle resolved, such as `tag:yaml.org,2002:str` or `!local`.
    pub fn tag(self) -> Option<&'t SmolStr> {
        self.properties().and_then(|p| p.tag.as_ref())
    }

    /// Name behind `&`.
    pub fn anchor(self) -> Option<&'t SmolStr> {
        self.properties().and_then(|p| p.anchor.as_ref())
    }

    /// Members in the order of the text: a mapping's entries or a sequence's items. Empty for scalars and aliases.
    pub fn entries(self) -> impl DoubleEndedIterator<Item = Entry<'t>> + ExactSizeIterator {
        let start = self.span.start;
        let children = self.collection().map_or_else(Iter::empty, |c| c.children.iter());
        children.map(move |(base, child)| Entry { child, start: start + base })
    }

    /// The values of a sequence's items, or of a mapping's entries.
    pub fn values(self) -> impl DoubleEndedIterator<Item = Node<'t>> + ExactSizeIterator {
        self.entries().map(Entry::value)
    }

    /// The last entry that begins at or before `offset`.
    pub fn last_before(self, offset: u32) -> Option<Entry<'t>> {
        let children = &self.collection()?.children;
        let index = children.count_before(offset.checked_sub(self.span.start)?, true).checked_sub(1)?;
        children.get(index).map(|(base, child)| Entry { child, start: self.span.start + base })
    }

    /// The first entry whose key is the scalar `key`.
    pub fn get(self, key: &str) -> Option<Entry<'t>> {
        self.entries().find(|e| e.key_name().is_some_and(|k| k == key))
    }

    /// The value of the first entry whose key is the scalar `key`.
    pub fn value_of(self, key: &str) -> Option<Node<'t>> {
        self.get(key).map(Entry::value)
    }

    /// Set for collections only.
    pub fn identity(self) -> Option<Identity> {
        match self.green {
            Green::Collection(c) => Some(Identity(Arc::as_ptr(c) as usize)),
            _ => None,
        }
    }

    /// The members in runs that an edit elsewhere leaves as they are, so that what was made of a run can be kept.
    pub fn runs(self) -> impl Iterator<Item = Run<'t>> {
        let start = self.span.start;
        let whole = self.identity();
        self.collection().into_iter().flat_map(move |c| {
            c.children.runs().map(move |(base, children, is_whole)| {
                let identity = if is_whole { whole } else { Some(Identity(children.as_ptr() as usize)) };
                Run { identity, start: start + base, children }
            })
        })
    }

    fn collection(self) -> Option<&'t Collection> {
        match self.green {
            Green::Collection(c) => Some(c),
            _ => None,
        }
    }

    fn properties(self) -> Option<&'t Properties> {
        match self.green {
            Green::Scalar(scalar) => scalar.properties.as_deref(),
            Green::Collection(collection) => collection.properties.as_deref(),
            Green::Alias(_) => None,
        }
    }
}

/// Neighbouring members of a collection; see [`Node::runs`].
#[derive(Clone, Copy, Debug)]
pub struct Run<'t> {
    identity: Option<Identity>,
    start: u32,
    children: &'t [Child],
}

impl<'t> Run<'t> {
    /// Tells it from others as [`Node::identity`] tells collections: equal identity, equal members and offsets from `start`.
    pub fn identity(self) -> Option<Identity> {
        self.identity
    }

    /// The offset that moves with it.
    pub fn start(self) -> u32 {
        self.start
    }

    /// Its members.
    pub fn entries(self) -> impl ExactSizeIterator<Item = Entry<'t>> {
        self.children.iter().map(move |child| Entry { child, start: self.start })
    }
}

/// A member of a collection.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    child: &'t Child,
    start: u32,
}

impl<'t> Entry<'t> {
    /// The key; none for a sequence's item.
    pub fn key(self) -> Option<Node<'t>> {
        self.child.key.as_ref().map(|k| Node::new(k, self.start))
    }

    /// The key's text where it is a scalar.
    pub fn key_name(self) -> Option<&'t SmolStr> {
        self.key().and_then(Node::value)
    }

    /// The value or item; an absent one is an empty scalar.
    pub fn value(self) -> Node<'t> {
        Node::new(&self.child.value, self.start)
    }

    /// Offset of the `:` behind the key or the `-` before the item; none where it is absent, as in `[a]` or a key half typed.
    pub fn indicator(self) -> Option<u32> {
        self.child.indicated.then(|| self.start + self.child.indicator)
    }

    /// The same as [`Entry::span`] with the `-` and with tags and anchors: all of it but comments and white space.
    pub fn outer_span(self) -> Span {
        let value = self.value().outer_span();
        let span = self.key().map_or(value, |k| k.outer_span().union(value));
        self.indicator().map_or(span, |at| span.union(Span::new(at, at + 1)))
    }

    /// From the key (or the item) to the end of the value.
    pub fn span(self) -> Span {
        let value = self.value().span();
        self.key().map_or(value, |k| k.span().union(value))
    }
}
