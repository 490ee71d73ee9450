//! What a text says, without ways of writing.

use ov_syntax::{Kind, Node, Tree};

/// The same for two texts that say the same; keys of a mapping have no order.
pub(crate) fn of(text: &str) -> String {
    let tree = Tree::parse(text);
    assert!(tree.is_valid(), "{text}");
    tree.documents().map(told).collect::<Vec<_>>().join("\n---\n")
}

/// The same for a part of one.
pub(crate) fn told(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Scalar | Kind::Alias => format!("{:?}", node.value().or(node.alias()).map_or("", |v| v.as_str())),
        Kind::Sequence => format!("[{}]", node.values().map(told).collect::<Vec<_>>().join(", ")),
        Kind::Mapping => {
            let entry =
                |e: ov_syntax::Entry<'_>| format!("{}: {}", e.key().map(told).unwrap_or_default(), told(e.value()));
            let mut entries: Vec<String> = node.entries().map(entry).collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
    }
}
