//! Replacing values.

use crate::editor::{Editor, Edits};
use crate::extent::{Extent, column_of, header_start, keeps_empty_lines};
use crate::locate::{self, Spot, Step, end_of, end_of_node};
use crate::meaning::Meaning;
use crate::model::{Model, Shape};
use crate::quote::{self, Around};
use crate::rename::in_style_of;
use crate::style::Style;
use crate::write::{Owner, Written, indent, literal_lines};
use crate::{NewValue, Refusal, TextEdit, readers};
use ov_syntax::{Kind, Node, ScalarStyle, Span};

/// What is written for a value, cut where the line of its key or dash ends.
struct Parts {
    /// Bytes on the line of the key or dash, and below for what is no block; empty where there are none.
    head: Span,
    /// Whole lines below.
    body: Span,
}

impl Editor<'_> {
    /// Gives the scalar, alias or absent value at `scalar` another value, in the way it was written before where it can be. Tag
    /// and anchor stay.
    ///
    /// # Errors
    ///
    /// Where no scalar value stands there, `to` is a collection or a literal that does not read back, or an alias would change.
    pub fn replace_scalar(&self, scalar: Span, to: &NewValue) -> Edits {
        let spot = locate::value(self.tree, scalar)?;
        let step = spot.step().ok_or_else(nothing)?;
        let old = step.entry.value();
        let (NewValue::Text(_) | NewValue::Literal(_)) = to else { return Err(Refusal::new("this is no scalar")) };
        if !matches!(old.kind(), Kind::Scalar | Kind::Alias) {
            return Err(Refusal::new("a collection stands here"));
        }
        let before = Model::of(old);
        let mut after = Model::from(to);
        after.tag.clone_from(&before.tag);
        after.anchor.clone_from(&before.anchor);
        if let (Some(_), Shape::Plain(text)) = (&after.tag, &after.shape) {
            after.shape = Shape::Text(text.clone());
        }
        if before == after && !is_bare_word(old, to) {
            return Ok(Vec::new());
        }
        let written = |style: &Style, owner| scalar_like(self, old, to, style, owner);
        self.put(&spot, after, header_start(self.lines, old), written)
    }

    /// Gives the entry or item at `member` (its key, or the item) another value. What the old value holds, goes: comments, tag and
    /// anchor.
    ///
    /// # Errors
    ///
    /// Where no entry or item stands there, or an alias would change.
    pub fn replace_value(&self, member: Span, to: &NewValue) -> Edits {
        self.replace_at(&locate::member(self.tree, member)?, to)
    }

    /// The same for the entry or item whose value stands at `value`.
    ///
    /// # Errors
    ///
    /// Where no value stands there, or an alias would change.
    pub fn replace_whole(&self, value: Span, to: &NewValue) -> Edits {
        self.replace_at(&locate::value(self.tree, value)?, to)
    }

    fn replace_at(&self, spot: &Spot<'_>, to: &NewValue) -> Edits {
        let old = spot.step().ok_or_else(nothing)?.entry.value();
        let written = |style: &Style, owner: Option<Owner>| match owner {
            Some(owner) => style.value(to, owner),
            None => Written { head: style.flow(to), tail: Vec::new() },
        };
        Self::may_go(spot, &[old])?;
        let after = Model::from(to);
        if Model::of(old) == after {
            return Ok(Vec::new());
        }
        self.put(spot, after, old.outer_span().start, written)
    }

    fn put(&self, spot: &Spot<'_>, after: Model, from: u32, write: impl Fn(&Style, Option<Owner>) -> Written) -> Edits {
        let step = spot.step().ok_or_else(nothing)?;
        self.may_change(spot, step.entry.value())?;
        let meaning = self.meaning(spot.document, &spot.path(), |value| {
            *value = after;
            Some(())
        })?;
        let parts = self.parts(step, from);
        let mut style = self.style(step.parent);
        let owner = self.owner(step);
        if let (Some(Owner::Dash(_)), Some(dash), false) = (owner, step.entry.indicator(), parts.head.is_empty()) {
            style.gap = parts.head.start - dash;
        }
        let written = write(&style, owner);
        let in_place = self.in_place(step, from, &written);
        let gap = if let Some(Owner::Dash(_)) = owner { style.gap - 1 } else { 1 };
        let drops_comments = matches!(step.entry.value().kind(), Kind::Mapping | Kind::Sequence);
        let meaning = Meaning { drops_comments, ..meaning };
        let whole = self.swap(step, &parts, &written, gap);
        self.checked(&meaning, in_place.into_iter().chain([whole]))
    }

    /// For values inside brackets and scalars on a line of their own.
    fn in_place(&self, step: Step<'_>, from: u32, written: &Written) -> Option<Vec<TextEdit>> {
        let value = step.entry.value();
        let own_line = self.lines.begins(from) && value.kind() == Kind::Scalar && !written.head.is_empty();
        let fits = written.tail.is_empty() && !value.span().is_empty() && (step.parent.is_flow() || own_line);
        fits.then(|| vec![TextEdit::replace(from, end_of_node(value), written.head.clone())])
    }

    fn parts(&self, step: Step<'_>, from: u32) -> Parts {
        let (lines, value) = (self.lines, step.entry.value());
        let end = end_of(step.entry);
        if locate::is_unwritten(value) {
            let at = Span::empty(lines.properties_end(from, value.span().start));
            let head = if value.outer_span().is_empty() { Span::empty(end) } else { Span::new(from, at.end.max(from)) };
            return Parts { head, body: Span::empty(lines.next(end)) };
        }
        if let Some(ScalarStyle::Literal | ScalarStyle::Folded) = value.style() {
            let header = header_start(lines, value);
            let body = lines.next(header);
            let next = lines.next(end).max(body);
            let behind = if keeps_empty_lines(lines, value) { lines.skip_empty(next) } else { next };
            let header_end = lines.slice(header, lines.end(header)).find([' ', '\t']).map(|n| header + n as u32);
            return Parts {
                head: Span::new(from, header_end.unwrap_or(lines.end(header))),
                body: Span::new(body, behind),
            };
        }
        let indicator = step.entry.indicator().map_or(end, |at| at + 1);
        let members = (value.entries().next(), value.entries().next_back());
        if let (Some(first), Some(last), false) = (members.0, members.1, value.is_flow()) {
            let count = value.entries().len();
            let first = Extent::of(lines, Step { parent: value, index: 0, entry: first });
            let last = Extent::of(lines, Step { parent: value, index: count - 1, entry: last });
            if !first.inline {
                let head = Span::new(from, lines.properties_end(from, value.span().start));
                let head = if head.is_empty() { Span::empty(indicator) } else { head };
                return Parts { head, body: Span::new(first.start, last.end) };
            }
        } else if lines.begins(from) {
            return Parts { head: Span::empty(indicator), body: Span::new(lines.start(from), lines.next(end)) };
        }
        Parts { head: Span::new(from, end), body: Span::empty(lines.next(end)) }
    }

    /// What a member's value belongs to; none inside brackets.
    fn owner(&self, step: Step<'_>) -> Option<Owner> {
        let column = column_of(self.lines, step.parent)?;
        Some(if step.parent.kind() == Kind::Mapping { Owner::Key(column) } else { Owner::Dash(column) })
    }

    fn swap(&self, step: Step<'_>, parts: &Parts, written: &Written, gap: u32) -> Vec<TextEdit> {
        let head = parts.head;
        let mut edits = Vec::new();
        if written.head.is_empty() {
            edits.push(TextEdit::delete(self.lines.trim_blanks(head.start).min(head.start), head.end));
        } else if head.is_empty() {
            let colon = if step.entry.key().is_some() && step.entry.indicator().is_none() { ":" } else { "" };
            edits.push(TextEdit::insert(head.start, format!("{colon}{}{}", indent(gap), written.head)));
        } else {
            edits.push(TextEdit::replace(head.start, head.end, written.head.clone()));
        }
        if !parts.body.is_empty() || !written.tail.is_empty() {
            edits.push(self.set_lines(parts.body, &written.tail));
        }
        edits
    }

    /// These lines in the place of whole lines; an empty range stands at the start of a line or the end of the text. The text ends
    /// with a line break afterwards if it did before.
    pub(crate) fn set_lines(&self, at: Span, lines: &[String]) -> TextEdit {
        self.set_text(at, &self.joined(lines))
    }

    /// The same for lines that end with their breaks.
    pub(crate) fn set_text(&self, at: Span, text: &str) -> TextEdit {
        let len = self.lines.len();
        let open = at.end == len && len > 0 && self.lines.break_before(len) == len;
        let closed = text.strip_suffix(self.newline()).unwrap_or(text);
        match (open, text.is_empty(), at.is_empty()) {
            (false, ..) => TextEdit::replace(at.start, at.end, text),
            (true, true, _) => {
                let start = self.lines.skip_empty_back(at.start);
                TextEdit::delete(self.lines.break_before(start), at.end)
            }
            (true, false, true) => TextEdit::insert(len, format!("{}{closed}", self.newline())),
            (true, false, false) => TextEdit::replace(at.start, at.end, closed),
        }
    }
}

/// Whether `old` is a text only to some readers, as it has no quotes.
fn is_bare_word(old: Node<'_>, to: &NewValue) -> bool {
    old.style() == Some(ScalarStyle::Plain) && matches!(to, NewValue::Text(text) if !readers::is_text_everywhere(text))
}

/// A scalar written as `old` is, where it can be.
fn scalar_like(editor: &Editor<'_>, old: Node<'_>, to: &NewValue, style: &Style, owner: Option<Owner>) -> Written {
    let (NewValue::Text(text), Some(owner)) = (to, owner) else {
        let head = match to {
            NewValue::Text(text) => in_style_of(old, text, Around::Flow, style.quote),
            other => style.flow(other),
        };
        return Written { head, tail: Vec::new() };
    };
    let chomp = if text.ends_with('\n') { "" } else { "-" };
    match old.style() {
        Some(ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) => {
            Written { head: in_style_of(old, text, Around::Block, style.quote), tail: Vec::new() }
        }
        Some(block @ (ScalarStyle::Literal | ScalarStyle::Folded))
            if quote::is_block(text) && !old.span().is_empty() =>
        {
            let one_line = !text.trim_end_matches('\n').contains('\n');
            let sigil = if block == ScalarStyle::Folded && one_line { ">" } else { "|" };
            let first = old.span().start;
            let column = editor.lines.skip_blanks(editor.lines.start(first)) - editor.lines.start(first);
            Written { head: format!("{sigil}{chomp}"), tail: literal_lines(text, column) }
        }
        _ => style.value(to, owner),
    }
}

fn nothing() -> Refusal {
    Refusal::new("nothing that can be changed stands here")
}
