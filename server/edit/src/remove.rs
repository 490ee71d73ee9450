//! Removing a member of a collection.

use crate::editor::{Editor, Edits};
use crate::extent::{Extent, header_start};
use crate::locate::{self, Spot, Step};
use crate::{Refusal, TextEdit};
use ov_syntax::{Kind, Span};

impl Editor<'_> {
    /// Removes the entry whose key, or the item that, stands at `member`; else the innermost one that holds this place. Comments
    /// that belong to it go too. A collection that has no other member becomes `[]` or `{}`.
    ///
    /// # Errors
    ///
    /// Where nothing of the kind stands there, or an alias needs what would go.
    pub fn remove_entry(&self, member: Span) -> Edits {
        let spot = locate::member(self.tree, member)?;
        let step = spot.step().ok_or_else(|| Refusal::new("nothing can be removed here"))?;
        let going: Vec<_> = step.entry.key().into_iter().chain([step.entry.value()]).collect();
        Self::may_go(&spot, &going)?;
        self.may_change(&spot, step.parent)?;
        let path = spot.path();
        let parent = path.split_last().map_or(&[][..], |(_, parent)| parent);
        let meaning = self.meaning(spot.document, parent, |m| m.take(step.index).map(|_| ()))?;
        self.checked(&meaning.without_comments(), self.removals(&spot, step))
    }

    /// Ways to take the member out, the best first.
    pub(crate) fn removals(&self, spot: &Spot<'_>, step: Step<'_>) -> Vec<Vec<TextEdit>> {
        let only = step.parent.entries().len() == 1;
        if step.parent.is_flow() {
            return self.remove_from_flow(step);
        }
        let extent = Extent::of(self.lines, step);
        if only {
            return vec![self.empty_block(spot, step, extent)];
        }
        if extent.inline {
            let next = self.lines.skip_empty(extent.end);
            return vec![vec![TextEdit::delete(extent.first, self.lines.skip_blanks(next))]];
        }
        let with_space = self.with_empty_lines(step, extent);
        let plain = Span::new(extent.start, extent.end);
        vec![
            vec![self.set_lines(with_space, &[])],
            vec![self.set_lines(plain, &[])],
            vec![self.set_lines(Span::new(extent.start, self.lines.skip_empty(extent.end)), &[])],
            vec![TextEdit::delete(plain.start, plain.end)],
        ]
    }

    /// The member's lines with the empty lines that would be too many without it.
    fn with_empty_lines(&self, step: Step<'_>, extent: Extent) -> Span {
        let (before, after) = (self.lines.skip_empty_back(extent.start), self.lines.skip_empty(extent.end));
        let (spaced_before, spaced_after) = (before < extent.start, extent.end < after);
        let last = step.index + 1 == step.parent.entries().len();
        let at_end = after == self.lines.len();
        let previous = step.index.checked_sub(1).and_then(|i| step.parent.entries().nth(i).map(|e| (i, e)));
        let set_apart =
            previous.is_some_and(|(index, entry)| Extent::of(self.lines, Step { index, entry, ..step }).end == before);
        // Of two gaps that become one the wider stays.
        let wider_after = spaced_before && extent.start - before < after - extent.end;
        if !last && spaced_after && wider_after {
            Span::new(before, extent.end)
        } else if !last && spaced_after && (spaced_before || step.index == 0) {
            Span::new(extent.start, after)
        } else if last && spaced_before && (spaced_after || at_end || set_apart) {
            Span::new(before, extent.end)
        } else {
            Span::new(extent.start, extent.end)
        }
    }

    /// A block collection's only member goes: brackets stand behind the key or dash that holds it.
    fn empty_block(&self, spot: &Spot<'_>, step: Step<'_>, extent: Extent) -> Vec<TextEdit> {
        let brackets = if step.parent.kind() == Kind::Mapping { "{}" } else { "[]" };
        let line_end = self.lines.break_before(extent.end).max(extent.last);
        let Some(owner) = spot.owner().filter(|_| !extent.inline) else {
            return vec![TextEdit::replace(extent.start, line_end, brackets)];
        };
        let indicator = owner.entry.indicator().map_or(extent.start, |at| at + 1);
        let properties = step.parent.outer_span().start;
        let header = header_start(self.lines, step.parent);
        let at = if header > properties {
            self.lines.properties_end(properties, step.parent.span().start)
        } else {
            indicator
        };
        vec![TextEdit::insert(at, format!(" {brackets}")), self.set_lines(Span::new(extent.start, extent.end), &[])]
    }
}
