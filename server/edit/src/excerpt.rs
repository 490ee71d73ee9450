//! Members of one text put into another.

use crate::Refusal;
use crate::editor::{Editor, Edits};
use crate::extent::{Extent, column_of};
use crate::locate::{self, Side, Spot};
use crate::model::Model;
use crate::rearrange::has_reference;
use crate::write::indent;
use ov_syntax::Span;

/// An entry or item as it stands in its text, with the comments that belong to it.
#[derive(Clone, Debug)]
pub struct Excerpt {
    key: Option<Model>,
    value: Model,
    /// Without line breaks, as if the member stood in the first column.
    lines: Vec<String>,
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
        Ok(Excerpt { key: key.map(Model::of), value: Model::of(value), lines })
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
        self.checked(&meaning, [vec![self.add_lines(step, side, &self.joined(&lines))]])
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
