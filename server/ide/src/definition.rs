//! Where a name leads.

use crate::{Page, Spot};
use ov_project::{FileId, LayerRef};
use ov_syntax::Node;

/// The file of the layer that is named at `offset`.
pub fn definition(page: &Page<'_>, offset: u32) -> Option<FileId> {
    let spot = Spot::new(page.grammar(), page.text, page.tree, offset);
    let node = spot.node().filter(|node| spot.takes_layers() && node.span().touches(offset))?;
    match page.project.layer_ref(Node::value(node)?) {
        LayerRef::Local(id) => Some(page.project.layer(id).file),
        LayerRef::Remote | LayerRef::Unknown => None,
    }
}
