//! What can be folded away.

use ov_syntax::{Entry, Node, Source, Span, Text, Tree};

/// What a fold hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoldKind {
    /// A value of several lines.
    Value,
    /// Comments below each other.
    Comment,
}

/// Lines that can be folded into their first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fold {
    /// The line that stays.
    pub first: u32,
    /// The last line.
    pub last: u32,
    /// What is hidden.
    pub kind: FoldKind,
}

/// All folds in the order of the text.
pub fn folds(text: &Text, tree: &Tree) -> Vec<Fold> {
    let mut folds = Vec::new();
    let mut open: Vec<Node<'_>> = tree.documents().collect();
    while let Some(node) = open.pop() {
        for entry in node.entries() {
            folds.extend(of_entry(text, entry));
            open.push(entry.value());
        }
    }
    comments(text, tree, &mut folds);
    folds.sort();
    folds.dedup_by_key(|fold| fold.first);
    folds
}

fn of_entry(text: &Text, entry: Entry<'_>) -> Option<Fold> {
    let span = entry.outer_span();
    let first = text.line(span.start);
    let last = text.line(last_byte(text, span));
    (last > first).then_some(Fold { first, last, kind: FoldKind::Value })
}

/// The last byte that is no white space: a block scalar ends behind its last line break.
fn last_byte(text: &Text, span: Span) -> u32 {
    let content = text.text(span.range());
    span.start + content.trim_end().len() as u32
}

fn comments(text: &Text, tree: &Tree, folds: &mut Vec<Fold>) {
    let mut run: Option<Fold> = None;
    for comment in tree.comments().iter().filter(|comment| comment.own_line) {
        let line = text.line(comment.span.start);
        match &mut run {
            Some(fold) if fold.last + 1 == line => fold.last = line,
            _ => folds.extend(run.replace(Fold { first: line, last: line, kind: FoldKind::Comment }).filter(is_long)),
        }
    }
    folds.extend(run.filter(is_long));
}

fn is_long(fold: &Fold) -> bool {
    fold.last > fold.first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(u32, u32)> {
        folds(&Text::new(text), &Tree::parse(text)).iter().map(|fold| (fold.first, fold.last)).collect()
    }

    #[test]
    fn values_and_comments_fold() {
        let text = "# a\n# b\nlayer:\n  x: 1\n  cmd: |\n    one\n    two\n\n  list:\n    - a: 1\n      b: 2\n    - c\n";
        assert_eq!(shown(text), [(0, 1), (2, 11), (4, 6), (8, 11), (9, 10)]);
    }

    #[test]
    fn half_a_text_folds_as_far_as_it_goes() {
        assert_eq!(shown("layer:\n  a: [\n  b:\n    c: 1\n    d"), [(0, 4), (2, 4)]);
        assert_eq!(shown(""), []);
    }
}
