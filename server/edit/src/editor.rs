//! The editor: what all edits share, above all that each is read back before it is given out.

use crate::lines::{Lines, MARK};
use crate::locate::{self, Spot};
use crate::meaning::{ChangedValue, Meaning};
use crate::model::Model;
use crate::style::{self, Style};
use crate::{Refusal, TextEdit, apply};
use ov_syntax::{Change, Node, Span, Tree};
use std::collections::BTreeSet;

/// What an edit gives: text edits in the order of the text, none where nothing is to be changed.
pub(crate) type Edits = Result<Vec<TextEdit>, Refusal>;

/// Makes edits of one version of a text.
#[derive(Clone, Copy, Debug)]
pub struct Editor<'t> {
    pub(crate) lines: Lines<'t>,
    pub(crate) tree: &'t Tree,
}

impl<'t> Editor<'t> {
    /// An editor of `text`, of which `tree` is the tree.
    pub fn new(text: &'t str, tree: &'t Tree) -> Self {
        Self { lines: Lines { text }, tree }
    }

    /// Whether a value stands here that is written elsewhere.
    pub fn is_alias(&self, place: Span) -> bool {
        locate::is_alias(self.tree, place)
    }

    /// The habits around `near`.
    pub(crate) fn style(&self, near: Node<'_>) -> Style {
        Style::of(self.lines, self.tree, near)
    }

    pub(crate) fn newline(&self) -> &'static str {
        style::newline(self.lines.text)
    }

    /// `lines`, each with a line break behind it.
    pub(crate) fn joined(&self, lines: &[String]) -> String {
        lines.iter().flat_map(|l| [l.as_str(), self.newline()]).collect()
    }

    /// What the text means after `change` of the value that `path` leads to.
    pub(crate) fn meaning(
        &self,
        document: usize,
        path: &[usize],
        change: impl FnOnce(&mut Model) -> Option<()>,
    ) -> Result<Meaning, Refusal> {
        let nothing = || Refusal::new("nothing that can be changed stands here");
        let root = self.tree.documents().nth(document).ok_or_else(nothing)?;
        let node = path.iter().try_fold(root, |node, &index| Some(node.entries().nth(index)?.value()));
        let mut model = Model::of(node.ok_or_else(nothing)?);
        change(&mut model).ok_or_else(nothing)?;
        Ok(Meaning { change: Some(ChangedValue { document, path: path.to_vec(), model }), drops_comments: false })
    }

    /// Edits that give what is meant: the first of `candidates` that reads back so.
    pub(crate) fn checked(&self, meaning: &Meaning, candidates: impl IntoIterator<Item = Vec<TextEdit>>) -> Edits {
        let mut candidates = candidates.into_iter();
        let found = candidates.find_map(|mut edits| {
            edits.sort_by_key(|e| (e.span.start, e.span.end));
            edits.retain(|e| self.lines.slice(e.span.start, e.span.end) != e.text);
            self.reads_back(meaning, &edits).then_some(edits)
        });
        found.ok_or_else(|| Refusal::new("no small edit of the text means just this"))
    }

    fn reads_back(&self, meaning: &Meaning, edits: &[TextEdit]) -> bool {
        let disjoint = edits.is_sorted_by(|a, b| a.span.end <= b.span.start);
        let text = apply(self.lines.text, edits);
        let tree = read_again(self.tree, self.lines.len(), &text, edits);
        disjoint
            && text.starts_with(MARK) == self.lines.text.starts_with(MARK)
            && tree.errors().len() == self.tree.errors().len()
            && meaning.holds(self.tree, &tree)
            && comments_outside(self.lines.text, self.tree, edits.iter().map(|e| e.span)).eq(comments_outside(
                &text,
                &tree,
                results(edits),
            ))
    }

    /// Refuses what would change the meaning of an alias, or cannot be read where it stands.
    pub(crate) fn may_change(&self, spot: &Spot<'_>, changed: Node<'_>) -> Result<(), Refusal> {
        if !self.tree.is_entangled() {
            return self.is_readable(spot);
        }
        let aliases = aliases(spot.root);
        let held = spot.parents().chain([changed]).find_map(|n| n.anchor().filter(|a| aliases.contains(a.as_str())));
        match held {
            Some(name) => Err(Refusal::new(format!("the alias `*{name}` repeats what would change"))),
            None => self.is_readable(spot),
        }
    }

    /// Refuses what holds an anchor that an alias elsewhere means.
    pub(crate) fn may_go(spot: &Spot<'_>, going: &[Node<'_>]) -> Result<(), Refusal> {
        let mut outside = Vec::new();
        collect_aliases(spot.root, &mut outside);
        let mut inside = Vec::new();
        let mut anchors = Vec::new();
        for node in going {
            collect_aliases(*node, &mut inside);
            collect_anchors(*node, &mut anchors);
        }
        let count = |list: &[&str], name: &str| list.iter().filter(|n| **n == name).count();
        match anchors.into_iter().find(|name| count(&outside, name) > count(&inside, name)) {
            Some(name) => Err(Refusal::new(format!("the alias `*{name}` needs the anchor that would go"))),
            None => Ok(()),
        }
    }

    fn is_readable(&self, spot: &Spot<'_>) -> Result<(), Refusal> {
        let Some(step) = spot.step() else { return Ok(()) };
        let (start, end) = (self.lines.start(step.entry.span().start), self.lines.next(step.entry.span().end));
        let broken = self.tree.errors().iter().find(|e| e.span.start < end && start <= e.span.end);
        broken.map_or(Ok(()), |e| Err(Refusal::new(format!("the text here is not YAML: {}", e.message))))
    }
}

/// The tree of `text`, which edits in their order made of a text of `len` bytes with the tree `before`.
pub(crate) fn read_again(before: &Tree, len: u32, text: &str, edits: &[TextEdit]) -> Tree {
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return before.clone() };
    let span = first.span.union(last.span);
    let inserted = (text.len() as u32 + span.len()).wrapping_sub(len);
    before.edit(text, Change { span, inserted })
}

/// Where the edits' texts stand in the result.
fn results(edits: &[TextEdit]) -> impl Iterator<Item = Span> {
    let mut moved = 0_u32;
    edits.iter().map(move |edit| {
        let start = edit.span.start.wrapping_add(moved);
        moved = moved.wrapping_add(edit.text.len() as u32).wrapping_sub(edit.span.len());
        Span::new(start, start.wrapping_add(edit.text.len() as u32))
    })
}

/// The comments that begin in none of `spans`, which are in the order of the text.
fn comments_outside<'t>(
    text: &'t str,
    tree: &'t Tree,
    spans: impl Iterator<Item = Span>,
) -> impl Iterator<Item = &'t str> {
    let mut spans = spans.peekable();
    tree.comments_in(Span::new(0, u32::MAX)).filter_map(move |comment| {
        let at = comment.span.start;
        while spans.next_if(|span| span.end <= at).is_some() {}
        let inside = spans.peek().is_some_and(|span| span.start <= at);
        if inside { None } else { text.get(comment.span.range()) }
    })
}

fn aliases(root: Node<'_>) -> BTreeSet<&str> {
    let mut all = Vec::new();
    collect_aliases(root, &mut all);
    all.into_iter().collect()
}

fn collect_aliases<'t>(node: Node<'t>, into: &mut Vec<&'t str>) {
    into.extend(node.alias().map(std::ops::Deref::deref));
    for entry in node.entries() {
        entry.key().into_iter().chain([entry.value()]).for_each(|n| collect_aliases(n, into));
    }
}

fn collect_anchors<'t>(node: Node<'t>, into: &mut Vec<&'t str>) {
    into.extend(node.anchor().map(std::ops::Deref::deref));
    for entry in node.entries() {
        entry.key().into_iter().chain([entry.value()]).for_each(|n| collect_anchors(n, into));
    }
}
