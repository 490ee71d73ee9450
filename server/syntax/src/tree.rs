//! One version of a text, read as YAML.

use crate::build::build;
use crate::chunked::{Chunked, Place};
use crate::green::Placed;
use crate::recover::document::recover;
use crate::{Node, Span, scan};
use std::sync::{Arc, OnceLock};

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
    /// Whether its first word ends with a colon, as in comments that speak to a tool (`# yaml-language-server: …`).
    pub addressed: bool,
}

impl Comment {
    pub(crate) fn new(text: &str, span: Span) -> Self {
        let content = text.get(span.range()).unwrap_or_default().trim_start_matches('#');
        let addressed = content.split_whitespace().next().is_some_and(|word| word.ends_with(':'));
        Self { span, own_line: scan::begins_line(text.as_bytes(), span.start), addressed }
    }
}

impl Place for SyntaxError {
    fn start(&self) -> u32 {
        self.span.start
    }

    fn shift(&mut self, by: u32) {
        self.span = self.span.moved(by);
    }
}

impl Place for Comment {
    fn start(&self) -> u32 {
        self.span.start
    }

    fn shift(&mut self, by: u32) {
        self.span = self.span.moved(by);
    }
}

#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) documents: Vec<Placed>,
    pub(crate) comments: Chunked<Comment>,
    /// Those of the comments that speak to a tool: few, and looked for after each edit.
    pub(crate) addressed: Chunked<Comment>,
    pub(crate) errors: Chunked<SyntaxError>,
    /// Whether the meaning of a line may depend on another far away: anchors, directives, a byte order mark.
    pub(crate) entangled: bool,
    pub(crate) all_comments: OnceLock<Vec<Comment>>,
    pub(crate) all_errors: OnceLock<Vec<SyntaxError>>,
}

/// The tree of one version of a text. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(crate) parts: Arc<Parts>,
}

impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&*self.parts, &*other.parts);
        Arc::ptr_eq(&self.parts, &other.parts)
            || (a.documents == b.documents && a.comments == b.comments && a.errors == b.errors)
    }
}

impl Eq for Tree {}

impl Tree {
    /// Reads `text`, of which the first 2 GB count. Never fails; see [`Tree::errors`].
    pub fn parse(text: &str) -> Self {
        let text = text.get(..i32::MAX as usize).unwrap_or(text);
        let mut read = build(text, 0);
        if let Some(refusal) = read.refusal.take() {
            read = recover(text, refusal);
        }
        let directive = text.starts_with('%') || text.contains("\n%") || text.contains("\r%");
        Self {
            parts: Arc::new(Parts {
                documents: read.documents,
                addressed: Chunked::new(addressed(&read.comments).collect()),
                comments: Chunked::new(read.comments.into_boxed_slice()),
                errors: Chunked::new(read.errors.into_boxed_slice()),
                entangled: read.references || directive || text.contains('\u{feff}'),
                ..Parts::default()
            }),
        }
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
        self.parts.all_errors.get_or_init(|| self.parts.errors.to_vec())
    }

    /// All comments in the order of the text.
    pub fn comments(&self) -> &[Comment] {
        self.parts.all_comments.get_or_init(|| self.parts.comments.to_vec())
    }

    /// The comments that start in `span`, without a look at the others.
    pub fn comments_in(&self, span: Span) -> impl Iterator<Item = Comment> {
        let comments = &self.parts.comments;
        let (first, last) = (comments.count_before(span.start, false), comments.count_before(span.end, false));
        comments
            .iter()
            .skip(first)
            .take(last.saturating_sub(first))
            .map(|(base, comment)| Comment { span: comment.span.moved(base), ..*comment })
    }

    /// The comments that speak to a tool, in the order of the text.
    pub fn addressed_comments(&self) -> impl Iterator<Item = Comment> {
        self.parts.addressed.iter().map(|(base, comment)| Comment { span: comment.span.moved(base), ..*comment })
    }

    /// Whether the meaning of a line may depend on another far away: there are anchors, directives or a byte order mark.
    pub fn is_entangled(&self) -> bool {
        self.parts.entangled
    }

    /// Whether all of it is YAML.
    pub fn is_valid(&self) -> bool {
        self.parts.errors.len() == 0
    }
}

/// Those of `comments` that speak to a tool.
pub(crate) fn addressed(comments: &[Comment]) -> impl Iterator<Item = Comment> {
    comments.iter().copied().filter(|c| c.addressed)
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
