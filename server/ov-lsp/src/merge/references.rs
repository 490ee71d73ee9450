//! Names of a layer in the lists of others.

use ov_edit::{Draft, Editor, NewValue};
use ov_project::LayerFile;
use ov_syntax::{Entry, Kind, Node, Span, Tree};

/// Keys that hold names of layers, in a layer's body.
const IN_LAYERS: [&str; 5] = ["require", "requires", "depends", "layer", "layers"];
/// The same in images, local templates and deployments.
const IN_ROOTS: [&str; 4] = ["layer", "layers", "add_layer", "add_layers"];

/// The names that go and the one that takes their place, which may be one of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'n> {
    pub(super) from: &'n str,
    pub(super) into: &'n str,
    pub(super) to: &'n str,
}

impl Names<'_> {
    /// Whether a layer names itself by it, once the two are one.
    pub(super) fn is_either(&self, node: Node<'_>) -> bool {
        node.value().is_some_and(|name| name == self.from || name == self.into)
    }

    /// Whether it is to become the other name.
    fn is_outdated(&self, node: Node<'_>) -> bool {
        self.is_either(node) && node.value().is_some_and(|name| name != self.to)
    }

    /// Whether the layer needs or holds one that goes.
    pub(super) fn in_layer(&self, layer: &LayerFile) -> bool {
        let goes = |name: &str| name != self.to && (name == self.from || name == self.into);
        ["require", "layer"].iter().any(|key| layer.texts(key).any(|at| goes(at.value)))
    }

    pub(super) fn occur_in(&self, text: &str) -> bool {
        text.contains(self.from) || self.into != self.to && text.contains(self.into)
    }
}

/// Puts the new name where the layer that stays says its own.
pub(super) fn rename_itself(draft: &mut Draft, tree: &Tree, names: &Names<'_>) -> Option<(Span, String)> {
    let own = tree.root()?.value_of("layer")?.value_of("name")?;
    let is_old = names.into != names.to && own.value().is_some_and(|name| name == names.into);
    let renamed =
        is_old.then(|| draft.edit(own.span(), |editor, at| editor.replace_scalar(at, &NewValue::text(names.to))));
    Some((own.span(), format!("its name cannot be changed here: {}", renamed?.err()?.reason)))
}

/// Puts the other name in each list; takes it out where that stands there already, or is the layer's own. What is refused is given
/// back with the reason.
pub(super) fn rename(
    draft: &mut Draft,
    tree: &Tree,
    names: &Names<'_>,
    is_layer: bool,
    is_itself: bool,
) -> Vec<(Span, String)> {
    let mut lists = Vec::new();
    for document in tree.documents() {
        if is_layer {
            let body = document.value_of("layer").into_iter().flat_map(Node::entries);
            let known = body.filter(|e| e.key_name().is_some_and(|key| IN_LAYERS.contains(&key.as_str())));
            lists.extend(known.map(Entry::value).filter(|v| v.kind() == Kind::Sequence));
        } else {
            collect(document, &mut lists);
        }
    }
    let mut refused = Vec::new();
    for list in lists {
        let mut is_there = is_itself || list.values().any(|item| item.value().is_some_and(|name| name == names.to));
        for item in list.values().filter(|item| names.is_outdated(*item)) {
            let done = if is_there {
                draft.edit(item.span(), |editor: &Editor<'_>, at| editor.remove_entry(at))
            } else {
                draft.edit(item.span(), |editor, at| editor.replace_scalar(at, &NewValue::text(names.to)))
            };
            refused.extend(done.err().map(|refusal| (item.span(), refusal.reason)));
            is_there = true;
        }
    }
    refused
}

fn collect<'t>(node: Node<'t>, lists: &mut Vec<Node<'t>>) {
    for entry in node.entries() {
        let value = entry.value();
        let holds_layers = entry.key_name().is_some_and(|key| IN_ROOTS.contains(&key.as_str()));
        if holds_layers && value.kind() == Kind::Sequence {
            lists.push(value);
        } else {
            collect(value, lists);
        }
    }
}
