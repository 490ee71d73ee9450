//! From repairs in terms of the tree to edits of texts.

use super::convert::{Places, Source};
use crate::report::{Edit, Fix, Safety};
use ov_edit::{Editor, TextEdit};
use ov_rules::{Change, NewValue, Place, Repair};
use ov_syntax::Span;
use std::path::PathBuf;

/// The repair as edits; `None` where the text refuses one of its changes.
pub(super) fn fix(repair: &Repair, places: &Places<'_>) -> Option<Fix> {
    let safety = match repair.safety {
        ov_rules::Safety::Safe => Safety::Safe,
        ov_rules::Safety::Unsafe => Safety::Unsafe,
    };
    let edits = repair.changes.iter().map(|change| edits(change, places)).collect::<Option<Vec<_>>>()?.concat();
    let root = &places.project.root;
    let relative = |path: &PathBuf| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    Some(Fix { title: repair.title.clone(), safety, edits, deletes: repair.deletes.iter().map(relative).collect() })
}

fn edits(change: &Change, places: &Places<'_>) -> Option<Vec<Edit>> {
    let file = place(change).file;
    let source = places.source(file)?;
    let edits = match renamed(change, source) {
        Some(edit) => vec![edit],
        None => places.spend(source.text.len()).then(|| structural(change, source))??,
    };
    let resolved = |edit: TextEdit| Edit { place: places.resolve(Place { file, span: edit.span }), text: edit.text };
    Some(edits.into_iter().map(resolved).collect())
}

/// The commonest change, made without reading it back: a plain word for a plain word, where nothing is anchored.
fn renamed(change: &Change, source: &Source<'_>) -> Option<TextEdit> {
    let Change::RenameKey { key, to } = change else { return None };
    let is_word = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let Span { start, end } = key.span;
    let is_plain = is_word(source.text.get(key.span.range())?) && is_word(to) && !source.text.contains('&');
    is_plain.then(|| TextEdit::replace(start, end, to.clone()))
}

fn structural(change: &Change, source: &Source<'_>) -> Option<Vec<TextEdit>> {
    let editor = Editor::new(source.text, source.tree());
    let edits = match change {
        Change::RenameKey { key, to } => editor.rename_key(key.span, to),
        Change::ReplaceScalar { scalar, to } => {
            editor.replace_scalar(scalar.span, &ov_edit::NewValue::text(to.clone()))
        }
        Change::ReplaceValue { value, with } => editor.replace_whole(value.span, &new_value(with)),
        Change::RemoveEntry { entry } => editor.remove_entry(entry.span),
        Change::AddEntry { beside, key, value } => editor.add_entry(beside.span, key, &new_value(value)),
        Change::AddItem { after, value } => editor.add_item(after.span, &new_value(value)),
        Change::ReplaceText { at, text } => editor.replace_in_comment(at.span, text),
    };
    edits.ok()
}

fn new_value(value: &NewValue) -> ov_edit::NewValue {
    match value {
        NewValue::Text(text) => ov_edit::NewValue::Text(text.clone()),
        NewValue::Literal(text) => ov_edit::NewValue::Literal(text.clone()),
        NewValue::List(items) => ov_edit::NewValue::List(items.iter().map(new_value).collect()),
        NewValue::Map(entries) => {
            ov_edit::NewValue::Map(entries.iter().map(|(key, value)| (key.clone(), new_value(value))).collect())
        }
    }
}

/// Where a change is made.
pub(super) fn place(change: &Change) -> Place {
    match change {
        Change::RenameKey { key: at, .. }
        | Change::ReplaceText { at, .. }
        | Change::ReplaceScalar { scalar: at, .. }
        | Change::ReplaceValue { value: at, .. }
        | Change::RemoveEntry { entry: at }
        | Change::AddEntry { beside: at, .. }
        | Change::AddItem { after: at, .. } => *at,
    }
}
