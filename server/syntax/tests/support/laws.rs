//! The laws of the tree, each as a check of one text or one edit.

use super::events;
use super::random::Random;
use super::texts;
use ov_syntax::{Change, Kind, Node, Span, Tree};

/// Reading: where the grammar takes the text, its events and no error; where it refuses it, an error. Offsets are in order
/// and inside the text.
pub fn reading(text: &str) -> Result<Tree, String> {
    let tree = Tree::parse(text);
    match events::of_grammar(text) {
        Some(expected) => {
            if !tree.errors().is_empty() {
                return Err(format!("an error in what the grammar takes: {:?}", tree.errors()));
            }
            let found = events::of_tree(&tree);
            if found != expected {
                return Err(format!("other events\nexpected {expected:#?}\nfound {found:#?}"));
            }
        }
        None if tree.errors().is_empty() => return Err("no error in what the grammar refuses".to_owned()),
        None => {}
    }
    let mut last = 0;
    for document in tree.documents() {
        inside(document, text, &mut last)?;
    }
    for span in tree.errors().iter().map(|e| e.span).chain(tree.comments().iter().map(|c| c.span)) {
        if text.get(span.range()).is_none() {
            return Err(format!("{span:?} is no part of the text"));
        }
    }
    let ordered =
        tree.errors().is_sorted_by_key(|e| e.span.start) && tree.comments().is_sorted_by_key(|c| c.span.start);
    if ordered { Ok(tree) } else { Err("errors or comments out of order".to_owned()) }
}

fn inside(node: Node<'_>, text: &str, last: &mut u32) -> Result<(), String> {
    let span = node.span();
    if text.get(span.range()).is_none() {
        return Err(format!("{span:?} of {:?} is no part of the text", node.kind()));
    }
    if matches!(node.kind(), Kind::Scalar | Kind::Alias) {
        if span.start < *last {
            return Err(format!("{span:?} stands before {last}"));
        }
        *last = span.end;
    }
    for entry in node.entries() {
        for part in entry.key().into_iter().chain([entry.value()]) {
            if part.span().start < span.start || part.span().end > span.end {
                return Err(format!("{:?} is not inside {span:?}", part.span()));
            }
            inside(part, text, last)?;
        }
    }
    Ok(())
}

/// Editing: the tree after an edit is the tree of the text after it.
pub fn editing(
    tree: &Tree,
    before: &str,
    span: std::ops::Range<usize>,
    inserted: &str,
) -> Result<(Tree, String), String> {
    let mut after = before.to_owned();
    after.replace_range(span.clone(), inserted);
    let change = Change { span: Span::new(span.start as u32, span.end as u32), inserted: inserted.len() as u32 };
    let edited = tree.edit(after.as_str(), change);
    let read = Tree::parse(&after);
    if edited == read {
        return Ok((edited, after));
    }
    let (found, expected) = (events::places(&edited), events::places(&read));
    let found: Vec<_> = events::of_tree(&edited).into_iter().chain(found).collect();
    let expected: Vec<_> = events::of_tree(&read).into_iter().chain(expected).collect();
    let at = found.iter().zip(&expected).take_while(|(a, b)| a == b).count();
    let (found, expected) = (&found[at..found.len().min(at + 4)], &expected[at..expected.len().min(at + 4)]);
    Err(format!(
        "edit of\n{before:?}\nat {span:?} by {inserted:?} gives\n{after:?}\nfound    {found:#?}\nexpected {expected:#?}"
    ))
}

/// The text, or what stands near the edit in a long one.
fn around(text: &str, span: &std::ops::Range<usize>) -> String {
    if text.len() < 1500 {
        return text.to_owned();
    }
    let (start, end) = (texts::boundary(text, span.start.saturating_sub(400)), texts::boundary(text, span.end + 400));
    format!("… {start}: {} …", &text[start..end])
}

/// A run of edits that start from `text`; the number done.
pub fn run(text: &str, random: &mut Random, edits: usize) -> Result<usize, String> {
    let mut text = text.to_owned();
    let mut tree = reading(&text).map_err(|e| format!("{text:?}: {e}"))?;
    for _ in 0..edits {
        let (span, inserted) = texts::edit(random, &text);
        (tree, text) = editing(&tree, &text, span, &inserted)?;
        if text.len() < 4000 || random.chance(16) {
            reading(&text).map_err(|e| format!("{text:?}: {e}"))?;
        }
    }
    Ok(edits)
}
