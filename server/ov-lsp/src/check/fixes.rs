//! From repairs in terms of the tree to edits of texts.

use super::convert::Places;
use crate::report::{Edit, Fix, Safety};
use ov_rules::{Change, Place, Repair};

/// The repair as edits; `None` where one of its changes cannot be written yet.
pub(super) fn fix(repair: &Repair, places: &Places<'_>) -> Option<Fix> {
    let safety = match repair.safety {
        ov_rules::Safety::Safe => Safety::Safe,
        ov_rules::Safety::Unsafe => Safety::Unsafe,
    };
    let edits = repair.changes.iter().map(|change| edit(change, places)).collect::<Option<_>>()?;
    let root = &places.project.root;
    let relative =
        |path: &std::path::PathBuf| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    Some(Fix { title: repair.title.clone(), safety, edits, deletes: repair.deletes.iter().map(relative).collect() })
}

fn edit(change: &Change, places: &Places<'_>) -> Option<Edit> {
    match change {
        Change::RenameKey { key: at, to: text } | Change::ReplaceText { at, text } => {
            Some(Edit { place: places.resolve(*at), text: text.clone() })
        }
        Change::ReplaceScalar { .. }
        | Change::RemoveEntry { .. }
        | Change::AddEntry { .. }
        | Change::AddItem { .. } => None,
    }
}

/// Where a change is made.
pub(super) fn place(change: &Change) -> Place {
    match change {
        Change::RenameKey { key: at, .. }
        | Change::ReplaceText { at, .. }
        | Change::ReplaceScalar { scalar: at, .. }
        | Change::RemoveEntry { entry: at }
        | Change::AddEntry { beside: at, .. }
        | Change::AddItem { after: at, .. } => *at,
    }
}
