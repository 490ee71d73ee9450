//! Adding entries, items and comments, before and after.

use crate::support::{check, place, refused};
use ov_edit::{CommentPlace, NewValue, Side};

#[track_caller]
fn entry(beside: &str, before: &str, after: &str) {
    check(before, after, |e, t| e.add_entry(place(t, beside), "new", &NewValue::literal("1")));
}

#[track_caller]
fn item(beside: &str, before: &str, after: &str) {
    check(before, after, |e, t| e.add_item(place(t, beside), &NewValue::text("new")));
}

#[test]
fn entries_stand_behind_the_last_one() {
    entry("a", "a: 1\nb:\n  - x # c\n    # deeper\n# end\n", "a: 1\nb:\n  - x # c\n    # deeper\nnew: 1\n# end\n");
    entry("b", "a:\n    b: 1\nc: 1\n", "a:\n    b: 1\n    new: 1\nc: 1\n");
    entry("b", "- b: 1\n- c\n", "- b: 1\n  new: 1\n- c\n");
    entry("a", "a: 1\n\nb: 2\n", "a: 1\n\nb: 2\n\nnew: 1\n");
    entry("a", "a: |+\n  x\n\n", "a: |+\n  x\n\nnew: 1\n");
    entry("a", "a: 1\nb: 1", "a: 1\nb: 1\nnew: 1");
    entry("a", "{a: 1}\n", "{a: 1, new: 1}\n");
    entry("a", "a: 1\n...\n", "a: 1\nnew: 1\n...\n");
}

#[test]
fn entries_stand_where_they_are_wanted() {
    let value = NewValue::literal("1");
    let at = |side| {
        move |e: &ov_edit::Editor<'_>, t: &str| e.add_entry_at(place(t, "b"), side, "new", &NewValue::literal("1"))
    };
    check("a: 1\n# it\nb: 2\n", "a: 1\nnew: 1\n# it\nb: 2\n", at(Side::Before));
    check("- b: 2\n  c: 3\n", "- new: 1\n  b: 2\n  c: 3\n", at(Side::Before));
    check("- b: 2\n  c: 3\n", "- b: 2\n  new: 1\n  c: 3\n", at(Side::After));
    check("a: 1\n", "a: 1\n", |e, t| e.add_entry(place(t, "a"), "a", &value));
    refused("a: 2\n", "already", |e, t| e.add_entry(place(t, "a"), "a", &value));
}

#[test]
fn items() {
    item("x", "a:\n- x # c\n- y\n", "a:\n- x # c\n- new\n- y\n");
    item("x", "a: [x, y]\n", "a: [x, new, y]\n");
    item("x", "a: [\n  x, # c\n]\n", "a: [\n  x, # c\n  new,\n]\n");
    item("x", "a: [\n  x # c\n]\n", "a: [\n  x, # c\n  new\n]\n");
    item("x", "-   x\n", "-   x\n-   new\n");
    let map = NewValue::Map(vec![("k".into(), NewValue::texts(["v"])), ("l".into(), NewValue::text("a\nb\n"))]);
    check(
        "s:\n    - x: 1\n",
        "s:\n    - x: 1\n    - k:\n          - v\n      l: |\n          a\n          b\n",
        |e, t| e.add_item(place(t, "x"), &map),
    );
}

#[test]
fn comments() {
    let above = |e: &ov_edit::Editor<'_>, t: &str| e.insert_comment(place(t, "b"), CommentPlace::Above, "one\ntwo");
    check("a:\n  b: 1\n", "a:\n  # one\n  # two\n  b: 1\n", above);
    check("a:\n  # one\n  # two\n  b: 1\n", "a:\n  # one\n  # two\n  b: 1\n", above);
    let behind = |e: &ov_edit::Editor<'_>, t: &str| e.insert_comment(place(t, "b"), CommentPlace::Trailing, "one");
    check("b: 1 \nc: 2\n", "b: 1 # one\nc: 2\n", behind);
    check("b:\n  c: 1", "b: # one\n  c: 1", behind);
    check("b: |\n  c", "b: | # one\n  c", behind);
    check("b: \"x\n  y\"\n", "b: \"x\n  y\" # one\n", behind);
    check("b: 1 # one\n", "b: 1 # one\n", behind);
    refused("b: 1 # two\n", "already", behind);
    check("a: 1\n# x\nb: 2\n", "a: 1\nb: 2\n", |e, t| e.remove_comment(place(t, "# x")));
    check("a: 1 # x\nb: 2\n", "a: 1\nb: 2\n", |e, t| e.remove_comment(place(t, "# x")));
    check("a: 1 # x\n", "a: 1 # y\n", |e, t| e.replace_in_comment(place(t, "x"), "y"));
    refused("a: 1 # x\n", "", |e, t| e.replace_in_comment(place(t, "1"), "y"));
}

#[test]
fn no_empty_line_where_a_block_scalar_would_keep_it() {
    check("a: |+\n  x\n\nb: 1\n", "a: |+\n  x\n\nc: 2\nb: 1\n", |e, t| {
        e.add_entry_at(place(t, "a"), Side::After, "c", &NewValue::literal("2"))
    });
}
