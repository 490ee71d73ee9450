//! Where in its file something stands, in words that survive changes around it.

use ov_syntax::{Entry, Kind, Node, Tree};
use smol_str::SmolStr;

/// Keys by which authors tell the items of a list apart.
const NAMING: [&str; 2] = ["name", "id"];

/// A longer text does not name an item, it is one.
const LONGEST_NAME: usize = 60;

/// The keys and items from the root down to `offset`, such as `layer.service[web].exec`. An item without a name counts as `[]`, so
/// that items before it may come and go.
pub(super) fn path(tree: &Tree, offset: u32) -> String {
    let mut path = String::new();
    let mut next = tree.documents().take_while(|document| document.outer_span().start <= offset).last();
    while let Some(entry) = next.and_then(|node| member_at(node, offset)) {
        step(&mut path, entry);
        next = Some(entry.value());
    }
    path
}

fn member_at(node: Node<'_>, offset: u32) -> Option<Entry<'_>> {
    // A `-` before an item belongs to it, and lies before where the item begins.
    let holds = |entry: &Entry<'_>| entry.outer_span().touches(offset);
    node.last_before(offset).filter(holds).or_else(|| node.entries().find(holds))
}

fn step(path: &mut String, entry: Entry<'_>) {
    if entry.key().is_none() {
        path.push('[');
        path.push_str(name_of(entry.value()).unwrap_or_default());
        path.push(']');
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(entry.key_name().map_or("?", |name| name.as_str()));
}

fn name_of(item: Node<'_>) -> Option<&str> {
    let text = match item.kind() {
        Kind::Scalar => item.value(),
        Kind::Mapping => NAMING.iter().find_map(|key| item.value_of(key)?.value()),
        Kind::Sequence | Kind::Alias => None,
    };
    text.map(SmolStr::as_str).filter(|text| text.len() <= LONGEST_NAME && !text.contains('\n'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TEXT: &str = "layer:\n  name: web\n  require: [base, tls]\n  service:\n    - name: web\n      exec: /x\n    - \
                        {exec: /y}\n  task:\n    - cmd: |\n        one\n        two\n    - - deep\n";

    fn at(what: &str) -> String {
        path(&Tree::parse(TEXT), TEXT.find(what).unwrap() as u32)
    }

    #[test]
    fn named_items_go_by_name_and_others_by_none() {
        assert_eq!(at("layer:"), "layer");
        assert_eq!(at("name: web"), "layer.name");
        assert_eq!(at("tls"), "layer.require[tls]");
        assert_eq!(at("exec: /x"), "layer.service[web].exec");
        assert_eq!(at("/x"), "layer.service[web].exec");
        assert_eq!(at("exec: /y"), "layer.service[].exec");
        assert_eq!(at("two"), "layer.task[].cmd");
        assert_eq!(at("deep"), "layer.task[][deep]");
        assert_eq!(at("- name: web"), "layer.service[web]");
    }

    #[test]
    fn anything_has_a_path() {
        for text in ["", "a", "- [\n", "? [a]\n: b\n", "a: 1\n---\nb: {c: 2}\n"] {
            let tree = Tree::parse(text);
            for offset in 0..=text.len() as u32 + 1 {
                path(&tree, offset);
            }
        }
        let several = "a: 1\n---\nb: {c: 2}\n";
        assert_eq!(path(&Tree::parse(several), several.find('2').unwrap() as u32), "b.c");
    }
}
