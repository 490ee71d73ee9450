//! What the tests share.

pub(crate) mod generated;
pub(crate) mod laws;
pub(crate) mod meaning;
pub(crate) mod members;
pub(crate) mod operation;
pub(crate) mod random;
pub(crate) mod shapes;
pub(crate) mod texts;

use ov_edit::{Editor, Refusal, TextEdit, apply};
use ov_syntax::{Span, Tree};

/// What an edit gives.
pub(crate) type Edits = Result<Vec<TextEdit>, Refusal>;

/// The first place of `needle` in `text` that is no part of a longer word and in no comment; in a comment where there is no other.
pub(crate) fn place(text: &str, needle: &str) -> Span {
    let tree = Tree::parse(text);
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let places: Vec<Span> = text
        .match_indices(needle)
        .filter(|(at, _)| {
            !in_word(text[..*at].chars().next_back()) && !in_word(text[at + needle.len()..].chars().next())
        })
        .map(|(at, _)| Span::new(at as u32, (at + needle.len()) as u32))
        .collect();
    let commented = |span: &Span| tree.comments().iter().any(|c| c.span.start <= span.start && span.start < c.span.end);
    *places.iter().find(|p| !commented(p)).or(places.first()).expect("the fixture holds the needle")
}

/// The text after `edit`, or the reason it was refused for.
pub(crate) fn edited(text: &str, edit: impl FnOnce(&Editor<'_>) -> Edits) -> Result<String, String> {
    let tree = Tree::parse(text);
    let edits = edit(&Editor::new(text, &tree)).map_err(|r| r.reason)?;
    Ok(apply(text, &edits))
}

/// Checks one edit, with line feeds and with carriage returns.
#[track_caller]
pub(crate) fn check(before: &str, after: &str, edit: impl Fn(&Editor<'_>, &str) -> Edits) {
    for ends in ["\n", "\r\n"] {
        let (before, after) = (before.replace('\n', ends), after.replace('\n', ends));
        let found = edited(&before, |e| edit(e, &before));
        assert_eq!(found.as_deref(), Ok(&*after), "before:\n{before}");
    }
}

/// Checks that an edit is refused for a reason that holds `reason`.
#[track_caller]
pub(crate) fn refused(text: &str, reason: &str, edit: impl Fn(&Editor<'_>, &str) -> Edits) {
    let found = edited(text, |e| edit(e, text));
    assert!(found.as_ref().is_err_and(|r| r.contains(reason)), "{found:?}");
}
