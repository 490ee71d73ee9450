//! Finding the member that a range of bytes means.

use crate::Refusal;
use ov_syntax::{Entry, Kind, Node, ScalarStyle, Span, Tree};

/// Before or behind something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it.
    After,
}

/// A member of a collection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step<'t> {
    pub(crate) parent: Node<'t>,
    pub(crate) index: usize,
    pub(crate) entry: Entry<'t>,
}

/// The way from a document's root to a member: at least one step.
#[derive(Clone, Debug)]
pub(crate) struct Spot<'t> {
    pub(crate) document: usize,
    pub(crate) root: Node<'t>,
    steps: Vec<Step<'t>>,
}

impl<'t> Spot<'t> {
    /// The member itself.
    pub(crate) fn step(&self) -> Option<Step<'t>> {
        self.steps.last().copied()
    }

    /// The member that holds the member's collection.
    pub(crate) fn owner(&self) -> Option<Step<'t>> {
        self.steps.len().checked_sub(2).and_then(|i| self.steps.get(i)).copied()
    }

    /// The nodes that hold the member, outermost first.
    pub(crate) fn parents(&self) -> impl Iterator<Item = Node<'t>> {
        self.steps.iter().map(|s| s.parent)
    }

    /// Places of the members on the way, the member's own included.
    pub(crate) fn path(&self) -> Vec<usize> {
        self.steps.iter().map(|s| s.index).collect()
    }

    /// The way to another member of the same collection.
    pub(crate) fn sibling(&self, index: usize) -> Self {
        let mut other = self.clone();
        if let Some(step) = other.steps.last_mut()
            && let Some(entry) = step.parent.entries().nth(index)
        {
            *step = Step { index, entry, ..*step };
        }
        other
    }

    fn cut(mut self, len: usize) -> Self {
        self.steps.truncate(len);
        self
    }

    /// The innermost of these members, or of those that hold it, that is one.
    fn innermost(self, is: impl Fn(Step<'t>) -> bool) -> Option<Self> {
        let last = self.steps.iter().rposition(|s| is(*s))?;
        Some(self.cut(last + 1))
    }

    fn outermost(&self, is: impl Fn(Step<'t>) -> bool) -> Option<Self> {
        let first = self.steps.iter().position(|s| is(*s))?;
        Some(self.clone().cut(first + 1))
    }
}

/// The end of what a member writes, without comments and white space behind it.
pub(crate) fn end_of(entry: Entry<'_>) -> u32 {
    let head = entry.key().map_or(0, |k| k.outer_span().end).max(entry.indicator().map_or(0, |at| at + 1));
    let value = entry.value();
    if is_absent(value) { head } else { head.max(end_of_node(value)) }
}

/// The end of what a node writes.
pub(crate) fn end_of_node(node: Node<'_>) -> u32 {
    if node.is_flow() {
        return node.span().end;
    }
    node.entries().next_back().map_or(node.span().end, end_of)
}

/// Whether nothing at all is written for a value.
pub(crate) fn is_absent(value: Node<'_>) -> bool {
    value.style() == Some(ScalarStyle::Plain) && value.outer_span().is_empty()
}

/// Whether a value has no bytes but those of a tag and an anchor.
pub(crate) fn is_unwritten(value: Node<'_>) -> bool {
    value.style() == Some(ScalarStyle::Plain) && value.span().is_empty()
}

/// The first byte of a member: of its `-`, its key or its value.
pub(crate) fn start_of(entry: Entry<'_>) -> u32 {
    match entry.key() {
        Some(key) if is_absent(key) => entry.indicator().unwrap_or(key.span().start),
        Some(key) => key.outer_span().start,
        None => entry.indicator().unwrap_or(entry.value().outer_span().start),
    }
}

fn holds(entry: Entry<'_>, span: Span) -> bool {
    start_of(entry) <= span.start && span.end <= end_of(entry).max(entry.value().span().end)
}

/// All members around `span`.
fn around(tree: &Tree, span: Span) -> Option<Spot<'_>> {
    for (document, root) in tree.documents().enumerate() {
        let mut steps = Vec::new();
        let mut parent = root;
        while let Some((index, entry)) = parent.entries().enumerate().find(|(_, e)| holds(*e, span)) {
            steps.push(Step { parent, index, entry });
            parent = entry.value();
        }
        if !steps.is_empty() {
            return Some(Spot { document, root, steps });
        }
    }
    None
}

fn nothing() -> Refusal {
    Refusal::new("nothing that can be changed stands here")
}

/// The entry with this key.
pub(crate) fn key(tree: &Tree, span: Span) -> Result<Spot<'_>, Refusal> {
    let found = around(tree, span).and_then(|s| s.outermost(|s| s.entry.key().is_some_and(|k| is_at(k, span))));
    found.ok_or_else(nothing)
}

/// The entry that holds this place, as a member of a mapping.
pub(crate) fn entry(tree: &Tree, span: Span) -> Result<Spot<'_>, Refusal> {
    key(tree, span).or_else(|_| {
        let found = around(tree, span).and_then(|s| s.innermost(|s| s.parent.kind() == Kind::Mapping));
        found.ok_or_else(nothing)
    })
}

/// The item that holds this place, as a member of a sequence.
pub(crate) fn item(tree: &Tree, span: Span) -> Result<Spot<'_>, Refusal> {
    let is_item = |s: Step<'_>| s.parent.kind() == Kind::Sequence;
    let all = around(tree, span).ok_or_else(nothing)?;
    let exact = all.outermost(|s| is_item(s) && is_at(s.entry.value(), span));
    exact.or_else(|| all.innermost(is_item)).ok_or_else(nothing)
}

/// The member whose key or item stands here, or else the innermost one around it.
pub(crate) fn member(tree: &Tree, span: Span) -> Result<Spot<'_>, Refusal> {
    let all = around(tree, span).ok_or_else(nothing)?;
    let exact = all.outermost(|s| match s.entry.key() {
        Some(key) => is_at(key, span),
        None => is_at(s.entry.value(), span) || s.entry.outer_span() == span,
    });
    Ok(exact.unwrap_or(all))
}

/// The member whose value stands here.
pub(crate) fn value(tree: &Tree, span: Span) -> Result<Spot<'_>, Refusal> {
    let found = around(tree, span).and_then(|s| s.innermost(|s| is_at(s.entry.value(), span)));
    found.ok_or_else(nothing)
}

/// Whether an alias stands here.
pub(crate) fn is_alias(tree: &Tree, span: Span) -> bool {
    let innermost = around(tree, span).and_then(|s| s.step());
    innermost.is_some_and(|s| s.entry.value().kind() == Kind::Alias && is_at(s.entry.value(), span))
}

fn is_at(node: Node<'_>, span: Span) -> bool {
    node.span() == span || node.outer_span() == span
}
