//! The members of all collections of a text, with their places.

use ov_syntax::{Kind, Node, Span, Tree};

#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) document: usize,
    /// Places of the members on the way, its own last.
    pub(crate) path: Vec<usize>,
    pub(crate) key: Option<(Span, String)>,
    pub(crate) value: Span,
    pub(crate) kind: Kind,
    pub(crate) tagged: bool,
    /// Whether it stands inside brackets.
    pub(crate) flow: bool,
    /// Whether it is the one entry of `[key: value]`.
    pub(crate) pair: bool,
    pub(crate) siblings: usize,
    pub(crate) outer: Span,
}

impl Member {
    pub(crate) fn parent(&self) -> &[usize] {
        &self.path[..self.path.len() - 1]
    }

    pub(crate) fn index(&self) -> usize {
        self.path[self.path.len() - 1]
    }

    /// Its key, or the item.
    pub(crate) fn place(&self) -> Span {
        self.key.as_ref().map_or(self.value, |(span, _)| *span)
    }
}

/// All members of which every key on the way is a scalar.
pub(crate) fn all(tree: &Tree) -> Vec<Member> {
    let mut found = Vec::new();
    for (document, root) in tree.documents().enumerate() {
        collect(root, document, &mut Vec::new(), &mut found);
    }
    found
}

/// The member that `path` leads to.
pub(crate) fn at(tree: &Tree, document: usize, path: &[usize]) -> Option<Member> {
    all(tree).into_iter().find(|m| m.document == document && m.path == path)
}

fn collect(node: Node<'_>, document: usize, path: &mut Vec<usize>, found: &mut Vec<Member>) {
    for (index, entry) in node.entries().enumerate() {
        path.push(index);
        let name = entry.key().map(|k| (k.span(), k.value().map(ToString::to_string)));
        let value = entry.value();
        if !matches!(name, Some((_, None))) {
            found.push(Member {
                document,
                path: path.clone(),
                key: name.and_then(|(span, name)| Some((span, name?))),
                value: value.span(),
                kind: value.kind(),
                tagged: value.tag().is_some(),
                flow: node.is_flow(),
                pair: node.is_flow() && node.span().start == entry.outer_span().start,
                siblings: node.entries().len(),
                outer: entry.outer_span(),
            });
        }
        collect(value, document, path, found);
        path.pop();
    }
}
