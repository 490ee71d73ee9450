//! Members of one text put into another.

use crate::editor::{Editor, Edits};
use crate::extent::{Extent, column_of};
use crate::locate::{self, Side, Spot, Step};
use crate::model::{Model, Shape};
use crate::quote::{self, Around};
use crate::rearrange::has_reference;
use crate::style::Style;
use crate::write::indent;
use crate::{Draft, Refusal, TextEdit};
use ov_syntax::Span;

/// An entry or item as it stands in its text, with the comments that belong to it.
#[derive(Clone, Debug)]
pub struct Excerpt {
    key: Option<Model>,
    value: Model,
    /// Without line breaks, as if the member stood in the first column.
    lines: Vec<String>,
    /// The line on which the key stands, and the bytes that it takes from the start.
    head: (usize, usize),
}

impl Excerpt {
    /// The same entry with another key, inside mappings with the other keys of `path`, outermost first.
    fn under(mut self, path: &[&str], style: &Style) -> Self {
        let Some((name, outer)) = path.split_last() else { return self };
        let written = |key: &str| quote::write(key, style.quote, Around::Block);
        if let Some(line) = self.lines.get_mut(self.head.0) {
            line.replace_range(..self.head.1.min(line.len()), &written(name));
        }
        self.key = Some(Model::text(name));
        for key in outer.iter().rev() {
            let inner = self.lines.iter().map(|line| indented(line, style.indent));
            self.lines = std::iter::once(format!("{}:", written(key))).chain(inner).collect();
            let entry = (self.key.take().unwrap_or_else(|| Model::text("")), self.value);
            self.value = Model::from(Shape::Map(vec![entry]));
            self.key = Some(Model::text(key));
        }
        self
    }
}

impl Editor<'_> {
    /// The entry or item at `member`, to be put into another text.
    ///
    /// # Errors
    ///
    /// Where none stands there in a block collection, or it holds anchors or aliases.
    pub fn excerpt(&self, member: Span) -> Result<Excerpt, Refusal> {
        let spot = locate::member(self.tree, member)?;
        let step = spot.step().filter(|step| !step.parent.is_flow());
        let step = step.ok_or_else(|| Refusal::new("nothing that has lines of its own stands here"))?;
        let (key, value) = (step.entry.key(), step.entry.value());
        if key.into_iter().chain([value]).any(has_reference) {
            return Err(Refusal::new("anchors and aliases stay in their text"));
        }
        let extent = Extent::of(self.lines, step);
        let column = column_of(self.lines, step.parent).unwrap_or_default();
        let pad = if extent.inline { indent(column) } else { String::new() };
        let text = pad + self.lines.slice(extent.start, extent.end);
        let lines = text.lines().map(|line| without_indent(line, column)).collect();
        let above = self.lines.slice(extent.start, extent.first).matches('\n').count();
        let head = (above, key.map_or(0, |key| key.outer_span().len() as usize));
        Ok(Excerpt { key: key.map(Model::of), value: Model::of(value), lines, head })
    }

    /// Puts an excerpt before or behind the entry or item at `beside`.
    ///
    /// # Errors
    ///
    /// Where no member of the same kind stands there in a block collection, the key is there already, or an alias would change.
    pub fn add_excerpt(&self, beside: Span, side: Side, excerpt: &Excerpt) -> Edits {
        self.put_excerpt(&self.partner(beside, excerpt)?, side, excerpt)
    }

    /// Puts an excerpt behind the last member of the collection that holds `beside`.
    ///
    /// # Errors
    ///
    /// As for [`Editor::add_excerpt`].
    pub fn append_excerpt(&self, beside: Span, excerpt: &Excerpt) -> Edits {
        let spot = self.partner(beside, excerpt)?;
        let last = spot.step().map_or(0, |s| s.parent.entries().len().saturating_sub(1));
        self.put_excerpt(&spot.sibling(last), Side::After, excerpt)
    }

    /// Moves the entry with the key at `entry` to each of `paths`: keys that lead from its own mapping to where it goes, the last
    /// one its new name. Mappings on the way are made where they are not there.
    ///
    /// # Errors
    ///
    /// Where no entry stands there in a block mapping, it holds anchors or aliases, or something has that place already.
    pub fn move_under(&self, entry: Span, paths: &[Vec<&str>]) -> Edits {
        let excerpt = self.excerpt(entry)?;
        let spot = locate::key(self.tree, entry)?;
        let step = spot.step().ok_or_else(|| Refusal::new("nothing can be moved here"))?;
        let style = self.style(step.parent);
        let mut draft = Draft::new(self.lines.text, self.tree);
        for path in paths {
            draft.edit(entry, |editor, at| {
                let spot = locate::key(editor.tree, at)?;
                let mut around = spot.step().map(|step| step.parent);
                let (mut beside, mut rest) = (at, &path[..]);
                while let [next, _, ..] = rest
                    && let Some(inner) = around.and_then(|map| map.value_of(next))
                {
                    let first = inner.entries().next().and_then(ov_syntax::Entry::key);
                    let first = first.ok_or_else(|| Refusal::new(format!("`{next}` holds no keys")))?;
                    (around, beside, rest) = (Some(inner), first.span(), &rest[1..]);
                }
                let moved = excerpt.clone().under(rest, &style);
                // New mappings begin behind the first entry, so that two moves at once that make the same one meet.
                let first = around.and_then(|map| map.entries().next()).and_then(ov_syntax::Entry::key);
                if let (true, Some(first)) = (beside == at, first) {
                    editor.add_excerpt(first.span(), Side::After, &moved)
                } else {
                    editor.append_excerpt(beside, &moved)
                }
            })?;
        }
        draft.edit(entry, |editor: &Editor<'_>, at| editor.remove_entry(at))?;
        Ok(draft.edits())
    }

    /// Moves the entry with the key at `entry` behind the last one of the mapping that holds the key `beside`.
    ///
    /// # Errors
    ///
    /// Where no entry stands there in a block mapping, it holds anchors or aliases, or the other mapping has the key already.
    pub fn move_beside(&self, entry: Span, beside: Span) -> Edits {
        let excerpt = self.excerpt(entry)?;
        let mut draft = Draft::new(self.lines.text, self.tree);
        draft.edit(beside, |editor, at| editor.append_excerpt(at, &excerpt))?;
        draft.edit(entry, |editor: &Editor<'_>, at| editor.remove_entry(at))?;
        Ok(draft.edits())
    }

    /// Makes the document's mapping, which holds the key at `member`, the value of one key.
    ///
    /// # Errors
    ///
    /// Where the document is no block mapping.
    pub fn wrap(&self, member: Span, key: &str) -> Edits {
        let spot = locate::key(self.tree, member)?;
        let root = spot.root;
        let first = column_of(self.lines, root).zip(root.entries().next()).filter(|(column, _)| *column == 0);
        let (_, first) = first.ok_or_else(|| Refusal::new("no keys stand at the start of lines here"))?;
        let step = Step { parent: root, index: 0, entry: first };
        let last = root.entries().enumerate().next_back().map(|(index, entry)| Step { parent: root, index, entry });
        let style = self.style(root);
        let (start, end) = (Extent::of(self.lines, step).start, Extent::of(self.lines, last.unwrap_or(step)).end);
        let meaning = self.meaning(spot.document, &[], |model| {
            let inner = std::mem::replace(model, Model::text(""));
            model.shape = Shape::Map(vec![(Model::text(key), inner)]);
            Some(())
        })?;
        let mut edits = vec![TextEdit::insert(start, format!("{key}:{}{}", self.newline(), indent(style.indent)))];
        let mut line = self.lines.next(start);
        while line < end {
            if self.lines.end(line) > line {
                edits.push(TextEdit::insert(line, indent(style.indent)));
            }
            line = self.lines.next(line);
        }
        self.checked(&meaning, [edits])
    }

    fn partner(&self, beside: Span, excerpt: &Excerpt) -> Result<Spot<'_>, Refusal> {
        match excerpt.key {
            Some(_) => locate::entry(self.tree, beside),
            None => locate::item(self.tree, beside),
        }
    }

    fn put_excerpt(&self, spot: &Spot<'_>, side: Side, excerpt: &Excerpt) -> Edits {
        let step = spot.step().filter(|step| !step.parent.is_flow());
        let step = step.ok_or_else(|| Refusal::new("no lines can be added here"))?;
        self.may_change(spot, step.parent)?;
        let taken = excerpt.key.as_ref().is_some_and(|key| {
            step.parent.entries().filter_map(ov_syntax::Entry::key).any(|other| Model::of(other) == *key)
        });
        if taken {
            return Err(Refusal::new("the mapping has this key already"));
        }
        let path = spot.path();
        let parent = path.split_last().map_or(&[][..], |(_, parent)| parent);
        let index = step.index + usize::from(side == Side::After);
        let meaning =
            self.meaning(spot.document, parent, |m| m.put(index, excerpt.key.clone(), excerpt.value.clone()))?;
        let column = column_of(self.lines, step.parent).unwrap_or_default();
        let lines: Vec<String> = excerpt.lines.iter().map(|line| indented(line, column)).collect();
        self.checked(&meaning, self.additions(step, side, &self.joined(&lines)))
    }
}

/// The line with up to `column` blanks less in front.
fn without_indent(line: &str, column: u32) -> String {
    let blanks = line.bytes().take(column as usize).take_while(|b| *b == b' ').count();
    line.get(blanks..).unwrap_or_default().to_owned()
}

fn indented(line: &str, column: u32) -> String {
    if line.is_empty() { String::new() } else { indent(column) + line }
}
