//! What an edit must lead to, and whether it did.

use crate::model::Model;
use ov_syntax::{Node, Span, Tree};

/// One value of a text means something else, and the rest what it meant. All comments stay.
#[derive(Debug)]
pub(crate) struct Meaning {
    /// The value that changes; none where no value does.
    pub(crate) change: Option<ChangedValue>,
    /// Whether comments may go.
    pub(crate) drops_comments: bool,
}

#[derive(Debug)]
pub(crate) struct ChangedValue {
    pub(crate) document: usize,
    /// Places of the members that lead to the value.
    pub(crate) path: Vec<usize>,
    pub(crate) model: Model,
}

impl Meaning {
    /// No value changes.
    pub(crate) fn unchanged() -> Self {
        Self { change: None, drops_comments: false }
    }

    /// The same, and comments may go.
    pub(crate) fn without_comments(self) -> Self {
        Self { drops_comments: true, ..self }
    }

    /// Whether this is the difference between two trees.
    pub(crate) fn holds(&self, before: &Tree, after: &Tree) -> bool {
        let comments = |tree: &Tree| tree.comments_in(Span::new(0, u32::MAX)).count();
        let kept = self.drops_comments || comments(before) <= comments(after);
        let (before, after) = (before.documents(), after.documents());
        kept && before.len() == after.len()
            && before.zip(after).enumerate().all(|(document, (before, after))| match &self.change {
                Some(change) if change.document == document => along(before, after, &change.path, &change.model),
                _ => is_same(before, after),
            })
    }
}

fn along(before: Node<'_>, after: Node<'_>, path: &[usize], model: &Model) -> bool {
    let Some((place, rest)) = path.split_first() else { return Model::of(after) == *model };
    is_alike(before, after)
        && before.entries().zip(after.entries()).enumerate().all(|(index, (before, after))| {
            let values = (before.value(), after.value());
            is_same_key(before.key(), after.key())
                && if index == *place { along(values.0, values.1, rest, model) } else { is_same(values.0, values.1) }
        })
}

fn is_same(before: Node<'_>, after: Node<'_>) -> bool {
    let shared = before.identity().is_some() && before.identity() == after.identity();
    let members = || {
        before
            .entries()
            .zip(after.entries())
            .all(|(before, after)| is_same_key(before.key(), after.key()) && is_same(before.value(), after.value()))
    };
    shared || (is_alike(before, after) && members())
}

fn is_same_key(before: Option<Node<'_>>, after: Option<Node<'_>>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => is_same(before, after),
        (before, after) => before.is_none() && after.is_none(),
    }
}

/// Whether two nodes are the same but for their members.
fn is_alike(before: Node<'_>, after: Node<'_>) -> bool {
    before.kind() == after.kind()
        && before.tag() == after.tag()
        && before.anchor() == after.anchor()
        && before.alias() == after.alias()
        && before.style() == after.style()
        && before.value() == after.value()
        && before.entries().len() == after.entries().len()
}
