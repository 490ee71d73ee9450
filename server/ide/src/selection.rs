//! What is around a cursor, ever more of it.

use ov_syntax::{Node, Source, Span, Text, Tree};

/// Spans around `offset`, the innermost first, each inside the next and no two alike.
pub fn selections(text: &Text, tree: &Tree, offset: u32) -> Vec<Span> {
    let path = tree.path_at(text, offset);
    let mut spans = vec![Span::new(0, text.len() as u32)];
    for (node, entry) in path.steps {
        spans.push(node.span());
        if let Some(entry) = entry {
            spans.push(entry.span());
            spans.extend(entry.key().map(Node::span));
            spans.push(entry.value().span());
        }
    }
    spans.retain(|span| span.touches(offset));
    spans.sort_by_key(|span| (span.len(), span.start));
    let mut nested: Vec<Span> = Vec::new();
    for span in spans {
        let holds = |inner: &Span| span.start <= inner.start && inner.end <= span.end;
        if nested.last().is_none_or(|inner| holds(inner) && *inner != span) {
            nested.push(span);
        }
    }
    nested
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_grows_outwards() {
        let text = "layer:\n  require: [base, web]\n";
        let at = text.find("web").unwrap_or_default() as u32;
        let tree = Tree::parse(text);
        let shown: Vec<&str> =
            selections(&Text::new(text), &tree, at).iter().filter_map(|span| text.get(span.range())).collect();
        assert_eq!(shown, ["web", "[base, web]", "require: [base, web]", text.trim_end(), text]);
    }
}
