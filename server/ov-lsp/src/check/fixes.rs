//! From repairs in terms of the tree to edits of texts.

use super::convert::{Places, Source};
use crate::merge::{Conflict, Merge};
use crate::new_layer::new_layer;
use crate::report::{self, Edit, Fix, Move, Position, Safety};
use ov_edit::{Draft, Editor, Refusal, TextEdit};
use ov_project::FileId;
use ov_rules::{Change, NewValue, Place, Repair, Side};
use ov_syntax::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// The repair as edits, without a look at the text where nobody wants edits.
///
/// # Errors
/// What stands in its way, nothing where the text refuses one of its changes.
pub(super) fn fix(repair: &Repair, places: &Places<'_>) -> Result<Fix, Vec<Conflict>> {
    let safety = match repair.safety {
        ov_rules::Safety::Safe => Safety::Safe,
        ov_rules::Safety::Manual if !places.for_editor => return Err(Vec::new()),
        ov_rules::Safety::Unsafe | ov_rules::Safety::Manual => Safety::Unsafe,
    };
    let texts = |edits| Fix::of_texts(&repair.title, safety, edits);
    match repair.changes.as_slice() {
        _ if !places.with_edits => Ok(texts(Vec::new())),
        [Change::MergeLayer { from, into, name, .. }] => {
            let merged = Merge { from: *from, into: *into, name }.work_out(places.project, places.files)?;
            let edits = merged.edits.into_iter().flat_map(|(file, edits)| resolved(edits, file, places)).collect();
            let moves = merged
                .moves
                .iter()
                .map(|one| Move { from: relative(&one.from, places), to: relative(&one.to, places) });
            Ok(Fix { moves: moves.collect(), deletes: vec![relative(&merged.delete, places)], ..texts(edits) })
        }
        [Change::CreateLayer { name, .. }] => created(name, places)
            .map(|edit| {
                let file = edit.place.file.to_string();
                Fix { creates: vec![file], ..texts(vec![edit]) }
            })
            .ok_or_else(Vec::new),
        [change] => alone(change, places).map(texts).ok_or_else(Vec::new),
        changes => together(changes, places).map(texts).ok_or_else(Vec::new),
    }
}

fn relative(path: &Path, places: &Places<'_>) -> String {
    path.strip_prefix(&places.project.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The file of a new layer; none where something stands there.
fn created(name: &str, places: &Places<'_>) -> Option<Edit> {
    let new = new_layer(places.project, places.files, name, &[]);
    let folder = new.path.parent()?;
    let start = Position { line: 1, column: 1, offset: 0 };
    let place = report::Place { file: relative(&new.path, places).into(), start, end: start };
    places.files.kind(folder).is_none().then_some(Edit { place, text: new.text })
}

fn alone(change: &Change, places: &Places<'_>) -> Option<Vec<Edit>> {
    let Place { file, span } = place(change);
    let source = places.source(file)?;
    let edits = match renamed(change, source) {
        Some(edit) => vec![edit],
        None => written(change, &Editor::new(source.text, source.tree()), span).ok()?,
    };
    Some(resolved(edits, file, places).collect())
}

/// Changes that see each other.
fn together(changes: &[Change], places: &Places<'_>) -> Option<Vec<Edit>> {
    let mut drafts = BTreeMap::new();
    for change in changes {
        let Place { file, span } = place(change);
        let source = places.source(file)?;
        let draft = drafts.entry(file).or_insert_with(|| Draft::new(source.text, source.tree()));
        let change = moved(change, draft)?;
        draft.edit(span, |editor, span| written(&change, editor, span)).ok()?;
    }
    Some(drafts.iter().flat_map(|(file, draft)| resolved(draft.edits(), *file, places)).collect())
}

/// The change with its second place, where it has one, as it is now.
fn moved<'c>(change: &'c Change, draft: &Draft) -> Option<Cow<'c, Change>> {
    let now = |other: &Place| Some(Place { span: draft.place(other.span)?, ..*other });
    Some(match change {
        Change::Move { member, side, other } => {
            Cow::Owned(Change::Move { member: *member, side: *side, other: now(other)? })
        }
        Change::MoveBeside { entry, beside } => Cow::Owned(Change::MoveBeside { entry: *entry, beside: now(beside)? }),
        change => Cow::Borrowed(change),
    })
}

fn resolved(edits: Vec<TextEdit>, file: FileId, places: &Places<'_>) -> impl Iterator<Item = Edit> {
    edits.into_iter().map(move |edit| Edit { place: places.resolve(Place { file, span: edit.span }), text: edit.text })
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

/// The change where its place is `at` now. What an alias stands for was read as if it stood there, but is written elsewhere.
fn written(change: &Change, editor: &Editor<'_>, at: Span) -> Result<Vec<TextEdit>, Refusal> {
    if [Some(at), beside(change)].into_iter().flatten().any(|place| editor.is_alias(place)) {
        return Err(Refusal { reason: "an alias stands here".into() });
    }
    structural(change, editor, at)
}

/// The second place of a change.
fn beside(change: &Change) -> Option<Span> {
    match change {
        Change::Move { other, .. } | Change::MoveBeside { beside: other, .. } => Some(other.span),
        _ => None,
    }
}

fn structural(change: &Change, editor: &Editor<'_>, at: Span) -> Result<Vec<TextEdit>, Refusal> {
    match change {
        Change::RenameKey { to, .. } => editor.rename_key(at, to),
        Change::ReplaceScalar { to, .. } => editor.replace_scalar(at, &ov_edit::NewValue::text(to.clone())),
        Change::ReplaceValue { with, .. } => editor.replace_whole(at, &new_value(with)),
        Change::RemoveEntry { .. } => editor.remove_entry(at),
        Change::AddEntry { key, value, .. } => editor.add_entry(at, key, &new_value(value)),
        Change::InsertEntry { side, key, value, .. } => {
            editor.add_entry_at(at, place_of(*side), key, &new_value(value))
        }
        Change::AddItemBefore { value, .. } => editor.add_item_at(at, ov_edit::Side::Before, &new_value(value)),
        Change::Move { side, other, .. } => editor.move_entry(at, place_of(*side), other.span),
        Change::MoveBeside { beside, .. } => editor.move_beside(at, beside.span),
        Change::SplitItem { .. } => editor.split_item(at),
        Change::AddItem { value, .. } => editor.add_item(at, &new_value(value)),
        Change::ReplaceText { text, .. } => editor.replace_in_comment(at, text),
        Change::MoveUnder { paths, .. } => {
            let paths: Vec<Vec<&str>> = paths.iter().map(|path| path.iter().map(String::as_str).collect()).collect();
            editor.move_under(at, &paths)
        }
        Change::Wrap { key, .. } => editor.wrap(at, key),
        Change::MergeLayer { .. } | Change::CreateLayer { .. } => {
            Err(Refusal { reason: "it is a repair of its own".into() })
        }
    }
}

fn place_of(side: Side) -> ov_edit::Side {
    match side {
        Side::Before => ov_edit::Side::Before,
        Side::After => ov_edit::Side::After,
    }
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
        | Change::InsertEntry { beside: at, .. }
        | Change::MoveBeside { entry: at, .. }
        | Change::SplitItem { at }
        | Change::MoveUnder { entry: at, .. }
        | Change::Wrap { at, .. }
        | Change::MergeLayer { at, .. }
        | Change::CreateLayer { at, .. }
        | Change::AddItemBefore { before: at, .. }
        | Change::Move { member: at, .. }
        | Change::AddItem { after: at, .. } => *at,
    }
}
