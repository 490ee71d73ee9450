//! Members of one text put into another, before and after.

use crate::support::{place, refused};
use ov_edit::{Editor, Side, apply};
use ov_syntax::Tree;

/// What becomes of `target` when the member of `source` at `member` is put there.
fn put(source: &str, member: &str, target: &str, beside: &str, side: Option<Side>) -> String {
    let (from, into) = (Tree::parse(source), Tree::parse(target));
    let excerpt = Editor::new(source, &from).excerpt(place(source, member)).unwrap();
    let editor = Editor::new(target, &into);
    let edits = match side {
        Some(side) => editor.add_excerpt(place(target, beside), side, &excerpt),
        None => editor.append_excerpt(place(target, beside), &excerpt),
    };
    apply(target, &edits.unwrap())
}

#[test]
fn items_come_with_their_comments_at_the_columns_of_their_new_place() {
    let source = "a:\n    # on x\n    - x: |\n        one\n\n          two\n      # on y\n      y: 1 # z\n";
    let target = "b:\r\n- c: 1\r\n- d: 1\r\n";
    assert_eq!(
        put(source, "- x", target, "c: 1", Some(Side::After)),
        "b:\r\n- c: 1\r\n# on x\r\n- x: |\r\n    one\r\n\r\n      two\r\n  # on y\r\n  y: 1 # z\r\n- d: 1\r\n"
    );
    assert_eq!(put("- 1\n", "1", "- 2\n- 3", "2", None), "- 2\n- 3\n- 1");
    assert_eq!(put("- a: 1\n  b: 2\n", "a", "x:\n  c: 1\n", "c", Some(Side::Before)), "x:\n  a: 1\n  c: 1\n");
}

#[test]
fn what_cannot_move_is_refused() {
    refused("- &x 1\n- *x\n", "anchors", |e, t| e.excerpt(place(t, "1")).map(|_| Vec::new()));
    refused("[1]\n", "lines", |e, t| e.excerpt(place(t, "1")).map(|_| Vec::new()));
    let tree = Tree::parse("a: 1\n");
    let entry = Editor::new("a: 1\n", &tree).excerpt(place("a: 1\n", "a")).unwrap();
    refused("a: 2\n", "already", |e, t| e.append_excerpt(place(t, "a"), &entry));
    refused("{b: 2}\n", "lines", |e, t| e.append_excerpt(place(t, "b"), &entry));
}
