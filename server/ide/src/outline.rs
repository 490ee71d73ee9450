//! The outline of a file.

use ov_syntax::{Entry, Kind, Node, Span, Tree};

/// Levels shown: the wrapper, the keys of the body, the items of its lists.
const LEVELS: usize = 3;

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A mapping under a key.
    Group,
    /// A list under a key.
    List,
    /// A value under a key.
    Value,
    /// An item of a list.
    Item,
}

/// A key or an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The key, or what identifies the item; never empty.
    pub name: String,
    /// A short value.
    pub detail: Option<String>,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub span: Span,
    /// Its name; inside `span`.
    pub name_span: Span,
    /// What is in it.
    pub children: Vec<Symbol>,
}

/// Keys and items of a file, as far as they could be read.
pub fn outline(tree: &Tree) -> Vec<Symbol> {
    tree.documents().flat_map(|document| members(document, LEVELS)).collect()
}

fn members(node: Node<'_>, levels: usize) -> Vec<Symbol> {
    if levels == 0 {
        return Vec::new();
    }
    let entries = node.entries();
    match node.kind() {
        Kind::Mapping => entries.filter_map(|entry| of_key(entry, levels)).collect(),
        Kind::Sequence => entries.enumerate().filter_map(|(index, entry)| of_item(index, entry)).collect(),
        Kind::Scalar | Kind::Alias => Vec::new(),
    }
}

fn of_key(entry: Entry<'_>, levels: usize) -> Option<Symbol> {
    let name = entry.key_name().filter(|name| !name.trim().is_empty())?;
    let value = entry.value();
    let kind = match value.kind() {
        Kind::Mapping => SymbolKind::Group,
        Kind::Sequence => SymbolKind::List,
        Kind::Scalar | Kind::Alias => SymbolKind::Value,
    };
    let span = entry.span();
    let name_span = entry.key().map_or(span, Node::span);
    Some(Symbol {
        name: name.to_string(),
        detail: short(value),
        kind,
        span: span.union(name_span),
        name_span,
        children: members(value, levels - 1),
    })
}

fn of_item(index: usize, entry: Entry<'_>) -> Option<Symbol> {
    let value = entry.value();
    let naming = ["name", "id", "path", "package", "file"].iter().find_map(|key| value.value_of(key));
    let first = || value.entries().next().map(Entry::value);
    let named = naming.or_else(first).filter(|_| value.kind() == Kind::Mapping).unwrap_or(value);
    let name = short(named).unwrap_or_else(|| format!("item {}", index + 1));
    let span = value.span();
    let is_inside = span.start <= named.span().start && named.span().end <= span.end;
    let name_span = if is_inside { named.span() } else { span };
    (!value.is_null()).then(|| Symbol {
        name,
        detail: None,
        kind: SymbolKind::Item,
        span,
        name_span,
        children: Vec::new(),
    })
}

/// The first line of a scalar, cut to what a list can show.
fn short(node: Node<'_>) -> Option<String> {
    let line = node.value()?.trim().lines().next()?.trim();
    let cut: String = line.chars().take(60).collect();
    (!cut.is_empty()).then_some(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(symbols: &[Symbol], depth: usize) -> String {
        let one = |s: &Symbol| format!("{}{}\n{}", "  ".repeat(depth), s.name, shown(&s.children, depth + 1));
        symbols.iter().map(one).collect()
    }

    #[test]
    fn keys_and_items_are_listed() {
        let text = "layer:\n  version: 1\n  service:\n    - name: web\n      exec: x\n    - 7\n  env: {A: b}\n  : x\n";
        let tree = Tree::parse(text);
        assert_eq!(shown(&outline(&tree), 0), "layer\n  version\n  service\n    web\n    7\n  env\n    A\n");
    }

    #[test]
    fn half_a_file_has_half_an_outline() {
        let symbols = outline(&Tree::parse("layer:\n  env: [\n  name: x\n  ser"));
        assert!(shown(&symbols, 0).contains("name"), "{symbols:?}");
        for symbol in &symbols {
            assert!(symbol.span.start <= symbol.name_span.start && symbol.name_span.end <= symbol.span.end);
        }
    }
}
