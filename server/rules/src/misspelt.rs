//! A key that is there, only misspelt, is not missing.

use crate::finding::Finding;
use crate::repair::{Change, Repair};
use ov_project::FileContent;
use ov_syntax::Span;

/// Takes out the repairs of one file that add a key where another finding would rename one to it. They come back if the key is
/// still missing when the spelling is right.
pub(crate) fn hold_back(content: &FileContent, findings: &mut [Finding]) {
    let meant: Vec<(String, Span)> = findings
        .iter()
        .flat_map(|finding| &finding.repairs)
        .flat_map(|repair| &repair.changes)
        .filter_map(|change| match change {
            Change::RenameKey { key, to } => Some((to.clone(), around(content, key.span))),
            _ => None,
        })
        .collect();
    let is_there = |change: &Change| match change {
        Change::AddEntry { beside, key, .. } | Change::InsertEntry { beside, key, .. } => {
            meant.iter().any(|(to, part)| to == key && part.start <= beside.span.start && beside.span.end <= part.end)
        }
        _ => false,
    };
    if !meant.is_empty() {
        let adds = |repair: &Repair| repair.changes.iter().any(is_there);
        for finding in findings {
            finding.repairs.retain(|repair| !adds(repair));
        }
    }
}

/// The item that holds these bytes, else the whole file.
fn around(content: &FileContent, span: Span) -> Span {
    let item = match content {
        FileContent::Layer(layer) => {
            layer.units().map(|(_, unit)| unit.span()).find(|item| item.start <= span.start && span.end <= item.end)
        }
        _ => None,
    };
    item.unwrap_or(Span::new(0, u32::MAX))
}
