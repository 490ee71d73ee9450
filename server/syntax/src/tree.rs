//! One version of a text, read as YAML.

use crate::build::build;
use crate::green::Placed;
use crate::{Node, Span};
use std::sync::Arc;

/// Something that is not YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub span: Span,
    /// What, as one sentence without a final stop.
    pub message: String,
}

/// A comment, `#` included, without the line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line.
    pub span: Span,
    /// Whether nothing but white space stands before it on its line.
    pub own_line: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) documents: Vec<Placed>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) errors: Vec<SyntaxError>,
}

/// The tree of one version of a text. Cloning is cheap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    parts: Arc<Parts>,
}

impl Tree {
    /// Reads `text`. Never fails; see [`Tree::errors`].
    pub fn parse(text: &str) -> Self {
        Self { parts: Arc::new(build(text)) }
    }

    /// The root node of each document; an empty document has an empty scalar.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = Node<'_>> {
        self.parts.documents.iter().map(|d| Node::new(d, 0))
    }

    /// The root node of the first document that is not empty.
    pub fn root(&self) -> Option<Node<'_>> {
        self.documents().find(|d| !d.is_null())
    }

    /// What is not YAML, in the order of the text.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.parts.errors
    }

    /// All comments in the order of the text.
    pub fn comments(&self) -> &[Comment] {
        &self.parts.comments
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Tree;

    #[test]
    fn nodes_know_their_place() {
        let text = "layer:\n  name: web # why\n  package: [git, 'curl']\n";
        let tree = Tree::parse(text);
        let layer = tree.root().and_then(|r| r.value_of("layer")).unwrap();
        let name = layer.get("name").unwrap();
        assert_eq!(&text[name.span().range()], "name: web");
        let package = layer.value_of("package").unwrap();
        assert_eq!(&text[package.span().range()], "[git, 'curl']");
        let names: Vec<_> = package.values().map(|v| v.value().unwrap().as_str()).collect();
        assert_eq!(names, ["git", "curl"]);
        assert_eq!(&text[tree.comments()[0].span.range()], "# why");
    }
}
