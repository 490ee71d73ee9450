//! Adding entries and items.

use crate::editor::{Editor, Edits};
use crate::extent::{Extent, column_of};
use crate::locate::{self, Side, Spot, Step};
use crate::model::Model;
use crate::write::indent;
use crate::{NewValue, Refusal, TextEdit};
use ov_syntax::{Node, Span};

impl Editor<'_> {
    /// Adds an entry behind the last one of the mapping that holds the key `beside`. Nothing changes where the mapping has it
    /// already.
    ///
    /// # Errors
    ///
    /// Where no mapping is there, it has another entry of that name, or an alias would change.
    pub fn add_entry(&self, beside: Span, key: &str, value: &NewValue) -> Edits {
        let spot = locate::entry(self.tree, beside)?;
        let last = spot.step().map_or(0, |s| s.parent.entries().len().saturating_sub(1));
        self.add_named(&spot.sibling(last), Side::After, key, value)
    }

    /// The same before or behind the entry with the key `beside`.
    ///
    /// # Errors
    ///
    /// As for [`Editor::add_entry`].
    pub fn add_entry_at(&self, beside: Span, side: Side, key: &str, value: &NewValue) -> Edits {
        self.add_named(&locate::entry(self.tree, beside)?, side, key, value)
    }

    /// Adds an item behind the one that holds `after`.
    ///
    /// # Errors
    ///
    /// Where no sequence is there, or an alias would change.
    pub fn add_item(&self, after: Span, value: &NewValue) -> Edits {
        self.add_item_at(after, Side::After, value)
    }

    /// Adds an item behind the last one of the sequence that holds the item at `beside`.
    ///
    /// # Errors
    ///
    /// As for [`Editor::add_item`].
    pub fn append_item(&self, beside: Span, value: &NewValue) -> Edits {
        let spot = locate::item(self.tree, beside)?;
        let last = spot.step().map_or(0, |s| s.parent.entries().len().saturating_sub(1));
        self.add(&spot.sibling(last), Side::After, None, value)
    }

    /// Adds an item before or behind the one that holds `beside`.
    ///
    /// # Errors
    ///
    /// As for [`Editor::add_item`].
    pub fn add_item_at(&self, beside: Span, side: Side, value: &NewValue) -> Edits {
        self.add(&locate::item(self.tree, beside)?, side, None, value)
    }

    fn add_named(&self, spot: &Spot<'_>, side: Side, key: &str, value: &NewValue) -> Edits {
        match spot.step().and_then(|s| s.parent.value_of(key)) {
            Some(same) if Model::of(same) == Model::from(value) => Ok(Vec::new()),
            Some(_) => Err(Refusal::new(format!("the mapping has a key `{key}` already"))),
            None => self.add(spot, side, Some(key), value),
        }
    }

    fn add(&self, spot: &Spot<'_>, side: Side, key: Option<&str>, value: &NewValue) -> Edits {
        let step = spot.step().ok_or_else(|| Refusal::new("nothing can be added here"))?;
        self.may_change(spot, step.parent)?;
        let index = step.index + usize::from(side == Side::After);
        let path = spot.path();
        let parent = path.split_last().map_or(&[][..], |(_, parent)| parent);
        let meaning =
            self.meaning(spot.document, parent, |m| m.put(index, key.map(Model::text), Model::from(value)))?;
        let style = self.style(step.parent);
        if step.parent.is_flow() {
            let text = key.map_or_else(|| style.flow(value), |key| style.flow_entry(key, value));
            return self.checked(&meaning, self.add_to_flow(step, side, &text));
        }
        let column = column_of(self.lines, step.parent).unwrap_or_default();
        let lines = match key {
            Some(key) => style.entry(key, value, column),
            None => style.item(value, column),
        };
        self.checked(&meaning, self.additions(step, side, &self.joined(&lines)))
    }

    /// Ways to put whole lines before or behind a member of a block collection: set apart where all members are, else close to it,
    /// as a block scalar before may take the empty line for its own.
    pub(crate) fn additions(&self, step: Step<'_>, side: Side, text: &str) -> Vec<Vec<TextEdit>> {
        let space = if self.is_spaced(step.parent) { self.newline() } else { "" };
        let close = (!space.is_empty()).then(|| self.add_lines(step, side, text, ""));
        std::iter::once(self.add_lines(step, side, text, space)).chain(close).collect()
    }

    /// Whole lines (indented, each with its break) before or behind a member of a block collection, with `space` between.
    fn add_lines(&self, step: Step<'_>, side: Side, text: &str, space: &str) -> Vec<TextEdit> {
        let extent = Extent::of(self.lines, step);
        match (side, extent.inline) {
            (Side::After, _) => vec![self.set_text(Span::empty(extent.end), &format!("{space}{text}"))],
            (Side::Before, false) => vec![self.set_text(Span::empty(extent.start), &format!("{text}{space}"))],
            (Side::Before, true) => {
                let column = indent(column_of(self.lines, step.parent).unwrap_or_default());
                let (comments, entry) = text.split_at(leading_comments(text));
                let here = TextEdit::insert(extent.first, format!("{}{space}{column}", entry.trim_start_matches(' ')));
                let above = (!comments.is_empty()).then(|| self.comments_above(extent.first, comments));
                above.into_iter().chain([here]).collect()
            }
        }
    }

    /// Lines of comments above the line of the dash before `first`, and as far in as that.
    fn comments_above(&self, first: u32, comments: &str) -> TextEdit {
        let line = self.lines.start(first);
        let head = self.lines.slice(line, first);
        let space = &head[..head.len() - head.trim_start_matches(' ').len()];
        let comments = comments.split_inclusive('\n').map(|line| format!("{space}{}", line.trim_start_matches(' ')));
        TextEdit::insert(line, comments.collect::<String>())
    }

    /// Whether empty lines stand between all members, of which there are several.
    pub(crate) fn is_spaced(&self, parent: Node<'_>) -> bool {
        let steps = parent.entries().enumerate().map(|(index, entry)| Step { parent, index, entry });
        let mut starts = steps.skip(1).map(|step| Extent::of(self.lines, step).start).peekable();
        starts.peek().is_some() && starts.all(|start| self.lines.skip_empty_back(start) < start)
    }

    /// Ways to put `text` before or behind a member inside brackets, the best first.
    pub(crate) fn add_to_flow(&self, step: Step<'_>, side: Side, text: &str) -> Vec<Vec<TextEdit>> {
        let place = self.flow_place(step.entry);
        if !self.has_brackets(step.parent) {
            let (open, close) = match side {
                Side::Before => (format!("{{{text}, "), "}".to_owned()),
                Side::After => ("{".to_owned(), format!(", {text}}}")),
            };
            return vec![vec![TextEdit::insert(place.first, open), TextEdit::insert(place.last, close)]];
        }
        let column = self.lines.slice(self.lines.start(place.first), place.first);
        let line = |comma: &str| format!("{column}{text}{comma}{}", self.newline());
        let behind = Span::empty(self.lines.next(place.comma.unwrap_or(place.last)));
        let inside = match side {
            Side::Before => TextEdit::insert(place.first, format!("{text}, ")),
            Side::After => TextEdit::insert(place.last, format!(", {text}")),
        };
        let own_lines = match (side, place.comma) {
            (Side::Before, _) => vec![TextEdit::insert(self.flow_lines_start(place), line(","))],
            (Side::After, Some(_)) => vec![self.set_text(behind, &line(","))],
            (Side::After, None) => vec![TextEdit::insert(place.last, ","), self.set_text(behind, &line(""))],
        };
        place.own_lines.then_some(own_lines).into_iter().chain([vec![inside]]).collect()
    }
}

/// The length of the lines that hold nothing but comments, at the start of a text.
fn leading_comments(text: &str) -> usize {
    let is_comment = |line: &&str| line.trim_start_matches(' ').starts_with('#');
    text.split_inclusive('\n').take_while(is_comment).map(str::len).sum()
}
