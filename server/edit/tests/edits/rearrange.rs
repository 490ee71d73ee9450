//! Moving, splitting and merging, before and after.

use crate::support::{check, place, refused};
use ov_edit::Side;

#[track_caller]
fn moved(member: &str, side: Side, other: &str, before: &str, after: &str) {
    check(before, after, |e, t| e.move_entry(place(t, member), side, place(t, other)));
}

#[test]
fn members_move_with_their_comments() {
    let before = "a: 1\n# on b\nb:\n  - x # c\nc: 3\n";
    moved("b", Side::Before, "a", before, "# on b\nb:\n  - x # c\na: 1\nc: 3\n");
    moved("b", Side::After, "c", before, "a: 1\nc: 3\n# on b\nb:\n  - x # c\n");
    moved("a", Side::After, "b", "- a: 1\n  b: 2\n", "- b: 2\n  a: 1\n");
    moved("b", Side::Before, "a", "- a: 1\n  b: 2\n", "- b: 2\n  a: 1\n");
    moved("b", Side::Before, "a", "x:\n  - a: 1\n    # c\n    b: 2 # d\n", "x:\n  # c\n  - b: 2 # d\n    a: 1\n");
    moved("a", Side::After, "c", "- a\n\n- b\n\n- c\n", "- b\n\n- c\n\n- a\n");
    moved("c", Side::Before, "a", "a: 1\nb: 2\nc: 3", "c: 3\na: 1\nb: 2");
    moved("a", Side::After, "c", "a: 1\nb: 2\nc: 3", "b: 2\nc: 3\na: 1");
    moved("a", Side::After, "c", "[a, b, c]\n", "[b, c, a]\n");
    moved("c", Side::Before, "a", "{a: 1, b: 2, c: 3}\n", "{c: 3, a: 1, b: 2}\n");
    moved("a", Side::Before, "b", before, before);
    refused("a:\n  b: 1\nc: 1\n", "one collection", |e, t| e.move_entry(place(t, "b"), Side::After, place(t, "c")));
    refused("a: &x 1\nb: *x\n", "order", |e, t| e.move_entry(place(t, "a"), Side::After, place(t, "b")));
}

#[test]
fn items_split_and_merge() {
    let one = "t:\n  - a: 1 # a\n    # x\n    b:\n      - x\n    c: 3\n";
    let two = "t:\n  - a: 1 # a\n  # x\n  - b:\n      - x\n    c: 3\n";
    check(one, two, |e, t| e.split_item(place(t, "b")));
    check(two, one, |e, t| e.merge_items(place(t, "a: 1")));
    check("- a: 1\n\n- b: 2\n  c: 3\n", "- a: 1\n\n- b: 2\n\n- c: 3\n", |e, t| e.split_item(place(t, "c")));
    check("- a: 1\n\n- b: 2\n", "- a: 1\n  b: 2\n", |e, t| e.merge_items(place(t, "a")));
    check("- a: 1\n- # c\n  b: 2\n", "- a: 1\n  # c\n  b: 2\n", |e, t| e.merge_items(place(t, "a")));
    refused("- a: 1\n- a: 2\n", "both", |e, t| e.merge_items(place(t, "a")));
    refused("- a: 1\n  b: 1\n", "no items", |e, t| e.split_item(place(t, "a")));
    refused("a: 1\nb: 1\n", "no items", |e, t| e.split_item(place(t, "b")));
}
