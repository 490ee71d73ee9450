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
            return Vec::new();
        }
        let place = self.flow_place(step.entry);
        let before = step.index.checked_sub(1).and_then(|i| step.parent.entries().nth(i)).map(|e| self.flow_place(e));
        let after = step.parent.entries().nth(step.index + 1).map(start_of);
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
        match (after, before, place.comma) {
            (Some(next), ..) => ways.push(vec![TextEdit::delete(place.first, next)]),
            (None, Some(before), None) => ways.push(vec![TextEdit::delete(before.last, place.last)]),
            (None, Some(_), Some(comma)) => {
                ways.push(vec![TextEdit::delete(self.lines.trim_blanks(place.first), comma + 1)]);
            }
            (None, None, _) => {
                let inner = (step.parent.span().start + 1, step.parent.span().end.saturating_sub(1));
                ways.push(vec![TextEdit::delete(inner.0, inner.1)]);
            }
        }
        ways.push(Self::smallest_flow_removal(place, before));
        ways
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
