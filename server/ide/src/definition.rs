//! Where a name leads.

use crate::{NameKind, Page, mentions, symbol_at};
use ov_project::FileId;
use ov_syntax::Span;

/// A place that a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The file.
    pub file: FileId,
    /// What defines the thing there, or the scalar that holds the name.
    pub span: Span,
}

/// Where the thing named at `offset` is made. A layer is where its file opens.
pub fn definition(page: &Page<'_>, offset: u32) -> Vec<Destination> {
    let Some((symbol, _)) = symbol_at(page, offset) else { return Vec::new() };
    if symbol.kind == NameKind::Layer {
        let layer = page.project.written_layer(&symbol.name).map(|id| page.project.layer(id));
        return layer.map(|layer| Destination { file: layer.file, span: layer.content.head }).into_iter().collect();
    }
    let defining = mentions(page.project, &symbol).into_iter().filter(|mention| mention.defines);
    defining.map(|mention| Destination { file: mention.file, span: mention.span }).collect()
}
