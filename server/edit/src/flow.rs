//! Members of collections in brackets.

use crate::TextEdit;
use crate::editor::Editor;
use crate::locate::{Step, end_of, start_of};
use ov_syntax::{Entry, Node};

/// Where a member stands between its brackets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// The comma behind it.
    pub(crate) comma: Option<u32>,
    /// Whether nothing but a comma and a comment shares its lines.
    pub(crate) own_lines: bool,
}

impl Editor<'_> {
    pub(crate) fn flow_place(&self, entry: Entry<'_>) -> Place {
        let (first, last) = (start_of(entry), end_of(entry));
        let next = self.lines.skip_trivia(last);
        let comma = (self.lines.byte(next) == Some(b',')).then_some(next);
        let rest = self.lines.skip_blanks(comma.map_or(last, |at| at + 1));
        let alone = matches!(self.lines.byte(rest), None | Some(b'#' | b'\n' | b'\r'));
        Place { first, last, comma, own_lines: alone && self.lines.begins(first) }
    }

    /// Whether a pair of brackets of its own holds the members, other than in `[key: value]`.
    pub(crate) fn has_brackets(&self, node: Node<'_>) -> bool {
        matches!(self.lines.byte(node.span().start), Some(b'[' | b'{'))
    }

    /// Ways to take a member out of its brackets, the best first.
    pub(crate) fn remove_from_flow(&self, step: Step<'_>) -> Vec<Vec<TextEdit>> {
        if !self.has_brackets(step.parent) {
            return vec![vec![TextEdit::replace(start_of(step.entry), end_of(step.entry), "{}")]];
        }
        let place = self.flow_place(step.entry);
        let before = step.index.checked_sub(1).and_then(|i| step.parent.entries().nth(i)).map(|e| self.flow_place(e));
        let mut ways = Vec::new();
        if place.own_lines {
            let mut edits = vec![TextEdit::delete(
                self.flow_lines_start(place),
                self.lines.next(place.comma.unwrap_or(place.last)),
            )];
            if let (None, Some(comma)) = (place.comma, before.and_then(|b| b.comma)) {
                edits.push(TextEdit::delete(comma, comma + 1));
            }
            ways.push(edits);
        }
        ways.extend(self.removals_within_a_line(step, place, before));
        ways.push(Self::smallest_flow_removal(place, before));
        ways
    }

    /// The member with a comma and the white space on one side of it.
    fn removals_within_a_line(&self, step: Step<'_>, place: Place, before: Option<Place>) -> Vec<Vec<TextEdit>> {
        let after = step.parent.entries().nth(step.index + 1).map(start_of);
        let close = step.parent.span().end.saturating_sub(1);
        let with_next = after.map(|next| (place.first, next));
        let with_last = before.filter(|b| after.is_none() || b.comma.is_some()).map(|b| (b.last, place.last));
        let ranges = match (before, after, place.comma) {
            (Some(_), Some(_), _) if self.keeps_gap_behind(place, before) => [with_last, with_next],
            (Some(_), None, Some(comma)) => [Some((self.lines.trim_blanks(place.first), comma + 1)), None],
            (None, None, _) => [Some((step.parent.span().start + 1, close)), None],
            _ => [with_next, with_last],
        };
        let rest = |(start, end): (u32, u32)| {
            let (before, behind) = (self.lines.slice(start, place.first), self.lines.slice(place.last, end));
            !before.contains('#') && !behind.contains('#')
        };
        let fitting = ranges.into_iter().flatten().filter(|range| rest(*range));
        fitting.map(|(start, end)| vec![TextEdit::delete(start, end)]).collect()
    }

    /// Whether the white space behind a member's comma is to stay rather than that before the member: the one that breaks the line,
    /// else the smaller one.
    fn keeps_gap_behind(&self, place: Place, before: Option<Place>) -> bool {
        let gap = |comma: Option<u32>| comma.map_or("", |at| self.lines.slice(at + 1, self.lines.skip_trivia(at + 1)));
        let (front, behind) = (gap(before.and_then(|b| b.comma)), gap(place.comma));
        let breaks = |gap: &str| gap.contains(['\n', '\r']);
        match (breaks(front), breaks(behind)) {
            (false, true) => true,
            (true, _) => false,
            _ => behind.len() < front.len(),
        }
    }

    /// The member and one comma, and nothing between.
    fn smallest_flow_removal(place: Place, before: Option<Place>) -> Vec<TextEdit> {
        let member = TextEdit::delete(place.first, place.last);
        let comma = place.comma.or_else(|| before.and_then(|b| b.comma));
        std::iter::once(member).chain(comma.map(|at| TextEdit::delete(at, at + 1))).collect()
    }

    /// The start of the comment lines directly above a member on lines of its own.
    pub(crate) fn flow_lines_start(&self, place: Place) -> u32 {
        let mut start = self.lines.start(place.first);
        while let Some(line) =
            self.lines.previous(start).filter(|&l| self.lines.byte(self.lines.skip_blanks(l)) == Some(b'#'))
        {
            start = line;
        }
        start
    }
}
