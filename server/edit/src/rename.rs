//! Renaming a key.

use crate::editor::{Editor, Edits};
use crate::model::{Model, Shape};
use crate::quote::{self, Around, Quote};
use crate::{Refusal, TextEdit, locate};
use ov_syntax::{Entry, Kind, Node, ScalarStyle, Span};

impl Editor<'_> {
    /// Gives the key at `key` another name, quoted as before where it was, and as it needs.
    ///
    /// # Errors
    ///
    /// Where no scalar key stands there, another entry has that name, or an alias would change.
    pub fn rename_key(&self, key: Span, to: &str) -> Edits {
        let spot = locate::key(self.tree, key)?;
        let step = spot.step().ok_or_else(|| Refusal::new("no key stands here"))?;
        let node = step.entry.key().filter(|k| k.kind() == Kind::Scalar);
        let node = node.ok_or_else(|| Refusal::new("this key is not a plain name"))?;
        if is_named(node, to) {
            return Ok(Vec::new());
        }
        if step.parent.entries().filter_map(Entry::key).any(|key| is_named(key, to)) {
            return Err(Refusal::new(format!("the mapping has a key `{to}` already")));
        }
        self.may_change(&spot, node)?;
        let path = spot.path();
        let (last, parent) = path.split_last().ok_or_else(|| Refusal::new("no key stands here"))?;
        let meaning = self.meaning(spot.document, parent, |map| rename(map, *last, to))?;
        let around = if step.parent.is_flow() { Around::Flow } else { Around::Block };
        let quote = if quote::is_plain(to, around) { Quote::Double } else { self.style(step.parent).quote };
        let written = in_style_of(node, to, around, quote);
        self.checked(&meaning, [vec![TextEdit::replace(node.span().start, node.span().end, written)]])
    }
}

/// Whether this is the key `name`; an absent key is no empty name.
fn is_named(key: Node<'_>, name: &str) -> bool {
    key.value().is_some_and(|v| v == name) && !locate::is_unwritten(key)
}

fn rename(map: &mut Model, index: usize, to: &str) -> Option<()> {
    let Shape::Map(entries) = &mut map.shape else { return None };
    entries.get_mut(index)?.0.shape = Shape::Text(to.to_owned());
    Some(())
}

/// `text` on one line, quoted as `old` is where it is.
pub(crate) fn in_style_of(old: Node<'_>, text: &str, around: Around, quote: Quote) -> String {
    match old.style() {
        Some(ScalarStyle::SingleQuoted) => quote::quoted(text, Quote::Single),
        Some(ScalarStyle::DoubleQuoted) => quote::quoted(text, Quote::Double),
        _ => quote::write(text, quote, around),
    }
}
