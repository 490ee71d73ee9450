//! White space put right: never a token, never a comment, never what a scalar says.

use ov_syntax::{Entry, Kind, Node, Source, Span, Text, Tree};

/// Bytes that get another text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The bytes.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

/// What to change so that white space is in order; nothing where the text is no YAML or would mean something else.
pub fn format(text: &Text, tree: &Tree) -> Vec<Replacement> {
    if !tree.is_valid() {
        return Vec::new();
    }
    let content = text.to_string();
    let mut found = Found { text: &content, kept: Vec::new(), edits: Vec::new() };
    tree.documents().for_each(|document| found.look_at(document));
    found.kept.sort_unstable();
    found.line_ends(text);
    found.blank_lines(text);
    let mut edits = found.edits;
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let after = applied(&content, &edits);
    if means_the_same(tree, &Tree::parse(&after), &content, &after) { edits } else { Vec::new() }
}

struct Found<'t> {
    text: &'t str,
    /// Scalars of several lines, in which white space counts.
    kept: Vec<Span>,
    edits: Vec<Replacement>,
}

impl Found<'_> {
    fn look_at(&mut self, root: Node<'_>) {
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if node.kind() == Kind::Scalar && self.slice(node.span()).contains(['\n', '\r']) {
                self.kept.push(node.span());
            }
            for entry in node.entries() {
                self.gap(entry);
                open.extend(entry.key());
                open.push(entry.value());
            }
        }
    }

    /// One blank between a key's colon and a value on the same line.
    fn gap(&mut self, entry: Entry<'_>) {
        let (Some(_), Some(colon)) = (entry.key(), entry.indicator()) else { return };
        let value = entry.value();
        if value.kind() == Kind::Scalar && value.is_null() && value.span().is_empty() {
            return;
        }
        let span = Span::new(colon + 1, value.outer_span().start.max(colon + 1));
        let between = self.slice(span);
        if between != " " && !between.is_empty() && between.bytes().all(|b| b == b' ' || b == b'\t') {
            self.edits.push(Replacement { span, text: " ".into() });
        }
    }

    fn line_ends(&mut self, text: &Text) {
        for line in 0..text.lines() as u32 {
            let content = text.line_content(line);
            let start = text.line_start(line);
            let used = content.trim_end_matches([' ', '\t']).len() as u32;
            let span = Span::new(start + used, start + content.len() as u32);
            if !span.is_empty() && !self.is_kept(span.start) {
                self.edits.push(Replacement { span, text: String::new() });
            }
        }
    }

    /// No two empty lines below each other, none at the end, and a line break there.
    fn blank_lines(&mut self, text: &Text) {
        let lines = text.lines() as u32;
        let is_blank = |line: u32| text.line_content(line).trim().is_empty();
        let last = (0..lines).rev().find(|&line| !is_blank(line));
        let Some(last) = last else { return };
        for line in 1..last {
            if is_blank(line) && is_blank(line - 1) && !self.is_kept(text.line_start(line)) {
                let span = Span::new(text.line_start(line), text.line_start(line + 1));
                self.edits
                    .retain(|edit| edit.span.start < span.start || edit.span.end > span.end || edit.span.is_empty());
                self.edits.push(Replacement { span, text: String::new() });
            }
        }
        let end = text.line_start(last) + text.line_content(last).len() as u32;
        if self.kept.iter().any(|kept| kept.end > end) {
            return;
        }
        let newline = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let rest = Span::new(end, text.len() as u32);
        if self.slice(rest) != newline {
            self.edits.retain(|edit| edit.span.start < rest.start);
            self.edits.push(Replacement { span: rest, text: newline.into() });
        }
    }

    fn is_kept(&self, offset: u32) -> bool {
        let before = self.kept.partition_point(|span| span.start <= offset);
        self.kept[..before].last().is_some_and(|span| offset < span.end)
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

fn applied(text: &str, edits: &[Replacement]) -> String {
    let mut after = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        after.push_str(text.get(at..edit.span.start as usize).unwrap_or_default());
        after.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    after.push_str(text.get(at..).unwrap_or_default());
    after
}

fn means_the_same(before: &Tree, after: &Tree, old: &str, new: &str) -> bool {
    let comments = |tree: &Tree, text: &str| -> Vec<String> {
        let slice = |c: &ov_syntax::Comment| text.get(c.span.range()).unwrap_or_default().trim_end().to_owned();
        tree.comments().iter().map(slice).collect()
    };
    let documents = before.documents().len() == after.documents().len();
    documents
        && after.is_valid()
        && before.documents().zip(after.documents()).all(|(a, b)| same(a, b))
        && comments(before, old) == comments(after, new)
}

/// Whether two nodes say the same in the same style. Walks without recursion.
fn same(a: Node<'_>, b: Node<'_>) -> bool {
    let mut open = vec![(a, b)];
    while let Some((a, b)) = open.pop() {
        let alike = a.kind() == b.kind()
            && a.value() == b.value()
            && a.style() == b.style()
            && a.alias() == b.alias()
            && a.anchor() == b.anchor()
            && a.tag() == b.tag()
            && a.is_flow() == b.is_flow()
            && a.entries().len() == b.entries().len();
        if !alike {
            return false;
        }
        for (a, b) in a.entries().zip(b.entries()) {
            match (a.key(), b.key()) {
                (Some(a), Some(b)) => open.push((a, b)),
                (None, None) => {}
                _ => return false,
            }
            open.push((a.value(), b.value()));
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(text: &str) -> String {
        let edits = format(&Text::new(text), &Tree::parse(text));
        assert!(edits.is_sorted_by(|a, b| a.span.end <= b.span.start), "{edits:?}");
        applied(text, &edits)
    }

    #[test]
    fn white_space_is_put_right() {
        let text = "layer:   \n  a:   1  # why  \n\n\n\n  b:\t[x]\n  c:  {d:   e}\n\n\n";
        assert_eq!(formatted(text), "layer:\n  a: 1  # why\n\n  b: [x]\n  c: {d: e}\n");
        assert_eq!(formatted("a: 1"), "a: 1\n");
        assert_eq!(formatted("a:  1  \r\n\r\n\r\nb:\r\n"), "a: 1\r\n\r\nb:\r\n");
    }

    #[test]
    fn what_scalars_say_stays() {
        for text in
            ["a: |\n  x  \n\n\n  y\nb: 1\n", "a: |+\n  x\n\n\n", "a: \"x  \n\n\n  y\"\n", "a: >-\n  x  \n   y\n"]
        {
            assert_eq!(formatted(text), text);
        }
    }

    #[test]
    fn what_is_no_yaml_stays() {
        for text in ["a: [  \n", "a:   1\n\tb: x  \n", ""] {
            assert_eq!(formatted(text), text);
        }
    }

    #[test]
    fn twice_is_once() {
        let once = formatted("a:   1\n\n\n\n# x  \nb:   \n  - 1   \n");
        assert_eq!(formatted(&once), once);
    }
}
