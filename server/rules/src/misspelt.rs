//! A key that is there, only misspelt, is not missing.

use crate::finding::Finding;
use crate::repair::Change;
use ov_project::FileContent;
use ov_syntax::Span;
use rustc_hash::FxHashSet;

/// Takes out the repairs of one file that add a key where another finding would rename one to it. They come back if the key is
/// still missing when the spelling is right.
pub(crate) fn hold_back(content: &FileContent, findings: &mut [Finding]) {
    let changes = || findings.iter().flat_map(|finding| &finding.repairs).flat_map(|repair| &repair.changes);
    if !changes().any(|change| added(change).is_some()) {
        return;
    }
    let items = Items::of(content);
    let meant: FxHashSet<(String, Span)> = changes()
        .filter_map(|change| match change {
            Change::RenameKey { key, to } => Some((to.clone(), items.around(key.span))),
            _ => None,
        })
        .collect();
    let is_there = |change: &Change| {
        added(change).is_some_and(|(beside, key)| {
            [items.around(beside), EVERYWHERE].into_iter().any(|part| meant.contains(&(key.to_owned(), part)))
        })
    };
    if !meant.is_empty() {
        for finding in findings {
            finding.repairs.retain(|repair| !repair.changes.iter().any(is_there));
        }
    }
}

/// The key that a change adds, and what it comes beside.
fn added(change: &Change) -> Option<(Span, &str)> {
    match change {
        Change::AddEntry { beside, key, .. } | Change::InsertEntry { beside, key, .. } => Some((beside.span, key)),
        _ => None,
    }
}

const EVERYWHERE: Span = Span { start: 0, end: u32::MAX };

/// The bytes of a layer's items, in their order.
struct Items(Vec<Span>);

impl Items {
    fn of(content: &FileContent) -> Self {
        match content {
            FileContent::Layer(layer) => Self(layer.units().map(|(_, unit)| unit.span()).collect()),
            _ => Self(Vec::new()),
        }
    }

    /// The item that holds these bytes, else the whole file.
    fn around(&self, span: Span) -> Span {
        let behind = self.0.partition_point(|item| item.start <= span.start);
        let item = self.0[..behind].last().copied().filter(|item| span.end <= item.end);
        item.unwrap_or(EVERYWHERE)
    }
}
