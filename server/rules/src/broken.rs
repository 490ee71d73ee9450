//! Around a syntax error nothing else is said: what was read there is a guess. And nothing in a file that is not there.

use crate::finding::Finding;
use crate::rules::syntax_error;
use ov_project::{FileContent, LayerFile, RootFile};
use ov_syntax::{Span, SyntaxError};

/// Takes out the findings in one file that stand in a part of it with a syntax error.
pub(crate) fn quiet(content: &FileContent, findings: &mut Vec<Finding>) {
    let parts = match content {
        FileContent::Layer(layer) => parts(&layer.syntax_errors, || starts_of_layer(layer)),
        FileContent::Root(root) => parts(&root.syntax_errors, || starts_of_root(root)),
        FileContent::Failed(_) => return,
        FileContent::Absent => return findings.clear(),
    };
    findings.retain(|finding| {
        let start = finding.place.span.start;
        finding.rule == &syntax_error::INFO || !parts.iter().any(|part| part.start <= start && start < part.end)
    });
}

/// The parts with an error: each from one start to the next.
fn parts(errors: &[SyntaxError], starts: impl FnOnce() -> Vec<u32>) -> Vec<Span> {
    if errors.is_empty() {
        return Vec::new();
    }
    let mut starts = starts();
    starts.push(0);
    starts.sort_unstable();
    let part = |error: &SyntaxError| {
        let first = starts.partition_point(|&s| s <= error.span.start).saturating_sub(1);
        let behind = starts.iter().find(|&&s| s > error.span.end).copied();
        Span::new(starts.get(first).copied().unwrap_or_default(), behind.unwrap_or(u32::MAX))
    };
    errors.iter().map(part).collect()
}

/// Where the keys of the body and the items of its lists start.
fn starts_of_layer(layer: &LayerFile) -> Vec<u32> {
    let keys = layer.fields.iter().map(|f| f.key_span).chain(layer.dropped().map(|(name, _)| name.span));
    keys.map(|span| span.start).chain(layer.units().map(|(_, unit)| unit.span().start)).collect()
}

/// Where imports, folders and entities start.
fn starts_of_root(root: &RootFile) -> Vec<u32> {
    let names = root.entities.iter().map(|e| &e.name).chain(root.layers.iter().map(|l| &l.name));
    let references = root.imports.iter().map(|i| &i.reference).chain(root.discover.iter().map(|d| &d.path));
    names.chain(references).map(|name| name.span.start).collect()
}
