//! Moving, splitting and merging members.

use crate::editor::{Editor, Edits};
use crate::extent::{Extent, column_of};
use crate::locate::{self, Side, Step, end_of, start_of};
use crate::meaning::Meaning;
use crate::model::{Model, Shape};
use crate::write::indent;
use crate::{Refusal, TextEdit};
use ov_syntax::{Kind, Node, Span};

impl Editor<'_> {
    /// Moves the entry or item at `member` before or behind another one of its collection, with the comments that belong to it.
    ///
    /// # Errors
    ///
    /// Where the two are not of one collection, or the member holds anchors or aliases.
    pub fn move_entry(&self, member: Span, side: Side, other: Span) -> Edits {
        let spot = locate::member(self.tree, member)?;
        let target = locate::member(self.tree, other)?;
        let (Some(from), Some(to)) = (spot.step(), target.step()) else { return Err(apart()) };
        let (path, other_path) = (spot.path(), target.path());
        let parent = path.split_last().map_or(&[][..], |(_, parent)| parent);
        if spot.document != target.document || other_path.split_last().map(|(_, p)| p) != Some(parent) {
            return Err(apart());
        }
        let behind = to.index + usize::from(side == Side::After);
        let index = if from.index < behind { behind - 1 } else { behind };
        if index == from.index {
            return Ok(Vec::new());
        }
        self.may_change(&spot, from.parent)?;
        if from.entry.key().into_iter().chain([from.entry.value()]).any(has_reference) {
            return Err(Refusal::new("anchors and aliases keep their order"));
        }
        let meaning = self.meaning(spot.document, parent, |m| {
            let (key, value) = m.take(from.index)?;
            m.put(index, key, value)
        })?;
        let insertions = self.insertions(from, to, side);
        let removals = self.removals(&spot, from);
        let loses_comments = removals.first().is_some_and(|edits| self.holds_comments(edits));
        if from.parent.is_flow() && loses_comments {
            return Err(Refusal::new("a comment inside the brackets cannot follow"));
        }
        let ways = removals.into_iter().flat_map(|removal| {
            insertions.iter().map(move |insertion| removal.iter().chain(insertion).cloned().collect::<Vec<_>>())
        });
        self.checked(&meaning, ways.collect::<Vec<_>>())
    }

    fn holds_comments(&self, edits: &[TextEdit]) -> bool {
        edits.iter().any(|e| self.tree.comments_in(e.span).next().is_some())
    }

    fn insertions(&self, from: Step<'_>, to: Step<'_>, side: Side) -> Vec<Vec<TextEdit>> {
        if from.parent.is_flow() {
            let text = self.lines.slice(start_of(from.entry), end_of(from.entry));
            return self.add_to_flow(to, side, text);
        }
        let extent = Extent::of(self.lines, from);
        let column =
            if extent.inline { indent(column_of(self.lines, from.parent).unwrap_or_default()) } else { String::new() };
        let open = if self.lines.break_before(extent.end) == extent.end { self.newline() } else { "" };
        let text = format!("{column}{}{open}", self.lines.slice(extent.start, extent.end));
        self.additions(to, side, &text)
    }

    /// Makes two items of one: the entry at `key` and what follows it in its mapping become an item of their own.
    ///
    /// # Errors
    ///
    /// Where the mapping is no item of a block sequence, the entry is its first, or an alias would change.
    pub fn split_item(&self, key: Span) -> Edits {
        let spot = locate::key(self.tree, key)?;
        let (Some(step), Some(owner)) = (spot.step(), spot.owner()) else { return Err(no_items()) };
        let (Some(column), Some(dash)) = (self.plain_column(step.parent), self.plain_column(owner.parent)) else {
            return Err(no_items());
        };
        if owner.parent.kind() != Kind::Sequence || step.index == 0 || column <= dash {
            return Err(no_items());
        }
        self.may_change(&spot, step.parent)?;
        let path = spot.path();
        let item = path.split_last().map_or(&[][..], |(_, item)| item);
        let meaning = self.items_meaning(spot.document, item, |items| split(items, owner.index, step.index))?;
        let extent = Extent::of(self.lines, step);
        let line = self.lines.start(extent.first);
        let mut edits = self.indented(extent.start, line, dash);
        let space = if self.is_spaced(owner.parent) { self.newline() } else { "" };
        edits.push(TextEdit::replace(line, extent.first, format!("{}-{}", indent(dash), indent(column - dash - 1))));
        if let Some(first) = edits.first_mut() {
            first.text.insert_str(0, space);
        }
        self.checked(&meaning, [edits])
    }

    /// Makes one item of two: the entries of the item behind the one at `item` join the entries of that one.
    ///
    /// # Errors
    ///
    /// Where the two are not block mappings in a block sequence, share a key, or an alias would change.
    pub fn merge_items(&self, item: Span) -> Edits {
        let spot = locate::item(self.tree, item)?;
        let step = spot.step().ok_or_else(no_items)?;
        let next = step.parent.entries().nth(step.index + 1).ok_or_else(no_items)?;
        let (one, two) = (step.entry.value(), next.value());
        let (Some(column), Some(_), Some(_)) =
            (self.plain_column(one), self.plain_column(two), self.plain_column(step.parent))
        else {
            return Err(no_items());
        };
        if one.kind() != Kind::Mapping || two.kind() != Kind::Mapping {
            return Err(no_items());
        }
        if let Some(key) = two.entries().filter_map(ov_syntax::Entry::key_name).find(|key| one.get(key).is_some()) {
            return Err(Refusal::new(format!("both items have a key `{key}`")));
        }
        self.may_change(&spot, one)?;
        let path = spot.path();
        let meaning = self.items_meaning(spot.document, &path, |items| merge(items, step.index))?;
        let extent = Extent::of(self.lines, Step { index: step.index + 1, entry: next, ..step });
        let line = self.lines.start(extent.first);
        let mut edits = self.indented(extent.start, line, column);
        // A comment behind the dash stays, above the mapping.
        let comment = self.tree.comments_in(Span::new(line, two.span().start)).next();
        edits.push(TextEdit::replace(line, comment.map_or(two.span().start, |c| c.span.start), indent(column)));
        let space = self.lines.skip_empty_back(extent.start);
        if self.is_spaced(step.parent) && space < extent.start {
            edits.push(TextEdit::delete(space, extent.start));
        }
        self.checked(&meaning, [edits])
    }

    /// The column of a block collection without tag and anchor.
    fn plain_column(&self, node: Node<'_>) -> Option<u32> {
        column_of(self.lines, node).filter(|_| node.tag().is_none() && node.anchor().is_none())
    }

    /// The comment lines in `start..end` at another column.
    fn indented(&self, start: u32, end: u32, column: u32) -> Vec<TextEdit> {
        let mut edits = Vec::new();
        let mut line = start;
        while line < end {
            edits.push(TextEdit::replace(line, self.lines.skip_blanks(line), indent(column)));
            line = self.lines.next(line);
        }
        edits
    }

    /// What the text means after a change of the items to one of which `item` leads.
    fn items_meaning(
        &self,
        document: usize,
        item: &[usize],
        change: impl FnOnce(&mut Vec<Model>) -> Option<()>,
    ) -> Result<Meaning, Refusal> {
        let items = item.split_last().map_or(&[][..], |(_, items)| items);
        self.meaning(document, items, |m| match &mut m.shape {
            Shape::List(items) => change(items),
            _ => None,
        })
    }
}

fn split(items: &mut Vec<Model>, item: usize, entry: usize) -> Option<()> {
    let Shape::Map(entries) = &mut items.get_mut(item)?.shape else { return None };
    let rest = entries.split_off(entry);
    items.insert(item + 1, Model::from(Shape::Map(rest)));
    Some(())
}

fn merge(items: &mut Vec<Model>, item: usize) -> Option<()> {
    let Shape::Map(more) = items.get(item + 1)?.shape.clone() else { return None };
    items.remove(item + 1);
    let Shape::Map(entries) = &mut items.get_mut(item)?.shape else { return None };
    entries.extend(more);
    Some(())
}

pub(crate) fn has_reference(node: Node<'_>) -> bool {
    let inside = |e: ov_syntax::Entry<'_>| has_reference(e.value()) || e.key().is_some_and(has_reference);
    node.alias().is_some() || node.anchor().is_some() || node.entries().any(inside)
}

fn apart() -> Refusal {
    Refusal::new("the two are not members of one collection")
}

fn no_items() -> Refusal {
    Refusal::new("no items that could be split or merged stand here")
}
