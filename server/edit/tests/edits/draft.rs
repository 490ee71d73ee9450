//! Several edits at once.

use crate::support::{Edits, place};
use ov_edit::{Draft, Editor, NewValue, apply};
use ov_syntax::{Span, Tree};

fn removed(editor: &Editor<'_>, at: Span) -> Edits {
    editor.remove_entry(at)
}

#[test]
fn edits_see_each_other_and_count_from_the_first_text() {
    let text = "s:\n  - name: a\n    old: 1\n    gone: 2 # c\n  - b\nend: 1";
    let mut draft = Draft::new(text, &Tree::parse(text));
    let value = NewValue::Map(vec![("name".into(), NewValue::text("new"))]);
    draft.edit(place(text, "gone"), removed).unwrap();
    draft.edit(place(text, "old"), |e, at| e.rename_key(at, "older")).unwrap();
    draft.edit(place(text, "name"), |e, at| e.add_item(at, &value)).unwrap();
    draft.edit(place(text, "end"), |e, at| e.add_entry(at, "more", &NewValue::literal("2"))).unwrap();
    let after = "s:\n  - name: a\n    older: 1\n  - name: new\n  - b\nend: 1\nmore: 2";
    assert_eq!(draft.text(), after);
    assert_eq!(apply(text, &draft.edits()), after);
    let refused = draft.edit(place(text, "gone"), |e, at| e.rename_key(at, "x"));
    assert!(refused.is_err_and(|r| r.reason.contains("another edit")));
    assert_eq!(draft.text(), after);
}

#[test]
fn all_members_can_go_one_by_one() {
    for text in ["a:\n  b: 1\n  c: 2\n  d: 3\n", "a: {b: 1, c: 2, d: 3}\n", "a:\r\n  b: 1 # x\r\n  c: 2\r\n  d: 3\r\n"]
    {
        for order in [["b", "c", "d"], ["d", "c", "b"], ["c", "b", "d"]] {
            let mut draft = Draft::new(text, &Tree::parse(text));
            for key in order {
                draft.edit(place(text, key), removed).unwrap();
            }
            assert_eq!(draft.text().trim_end(), "a: {}");
            assert_eq!(apply(text, &draft.edits()), draft.text());
        }
    }
}

#[test]
fn a_draft_without_edits_gives_none() {
    let text = "a: 1\n";
    let mut draft = Draft::new(text, &Tree::parse(text));
    draft.edit(place(text, "a"), |e, at| e.rename_key(at, "a")).unwrap();
    assert_eq!(draft.edits(), []);
}
