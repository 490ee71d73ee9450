//! Removing entries and items, before and after.

use crate::support::{check, place, refused};

#[track_caller]
fn removed(needle: &str, before: &str, after: &str) {
    check(before, after, |e, text| e.remove_entry(place(text, needle)));
}

#[test]
fn comments_above_and_behind_go_with_the_entry() {
    removed("b", "a: 1\n# on it\nb: 2 # on it too\n  # and deeper\n# on c\nc: 3\n", "a: 1\n# on c\nc: 3\n");
}

#[test]
fn comments_set_apart_stay() {
    removed("b", "a: 1\n\n# section\n\nb: 2\nc: 3\n", "a: 1\n\n# section\n\nc: 3\n");
    removed("a", "# file\na: 1\nb: 2\n", "# file\nb: 2\n");
}

#[test]
fn nested_values_go_as_a_whole() {
    removed("a", "a:\n  b: |\n    text\n\n    more\n  c: [1,\n   2]\nd: 1\n", "d: 1\n");
    removed("a", "a:\n- x\n- y\nd: 1\n", "d: 1\n");
    removed("b", "a: |+\n  x\n\nb: 1\nc: 2\n", "a: |+\n  x\n\nc: 2\n");
    removed("a", "a: |+\n  x\n\nb: 1\n", "b: 1\n");
}

#[test]
fn blank_lines_between_items_stay_regular() {
    removed("b", "- a\n\n- b\n\n- c\n", "- a\n\n- c\n");
    removed("c", "- a\n\n- b\n\n- c\n", "- a\n\n- b\n");
    removed("a", "- a\n\n- b\n", "- b\n");
    removed("y", "l:\n  - x\n\n  - y\n\nm: 1\n", "l:\n  - x\n\nm: 1\n");
}

#[test]
fn of_two_gaps_the_wider_one_stays() {
    removed("b", "a: 1\n\nb: 2\n\n\nc: 3\n", "a: 1\n\n\nc: 3\n");
    removed("b", "a: 1\n\n\nb: 2\n\nc: 3\n", "a: 1\n\n\nc: 3\n");
}

#[test]
fn the_first_entry_of_an_item() {
    removed("name", "- name: web # it\n  port: 1\n", "- port: 1\n");
    removed("name", "- name: web\n\n  # on port\n  port: 1\n", "- # on port\n  port: 1\n");
    removed("- x", "- - x\n  - y\n", "- - y\n");
}

#[test]
fn the_last_member_leaves_brackets() {
    removed("b", "a: # why\n  # on b\n  b: 1 # x\nc: 2\n", "a: {} # why\nc: 2\n");
    removed("x", "a:\n- x\n", "a: []\n");
    removed("x", "a: &n !t\n- x\n", "a: &n !t []\n");
    removed("a", "a: 1 # x\n", "{}\n");
    removed("a", "- a: 1\n- b\n", "- {}\n- b\n");
    removed("a", "-\n  a: 1\n- b\n", "- {}\n- b\n");
    removed("x", "a: [x]\n", "a: []\n");
    removed("x", "a: { x: 1 }\n", "a: {}\n");
}

#[test]
fn members_in_brackets() {
    removed("b", "l: [a, b, c] # l\n", "l: [a, c] # l\n");
    removed("c", "l: [a, b, c]\n", "l: [a, b]\n");
    removed("a", "l: {a: 1, b: 2}\n", "l: {b: 2}\n");
    removed("c", "l: [a, c, ]\n", "l: [a, ]\n");
    removed("b", "l: [\n  a, # on a\n  # on b\n  b, # on b\n  c\n  ]\n", "l: [\n  a, # on a\n  c\n  ]\n");
    removed("c", "l: [\n  a, # on a\n  c # on c\n ]\n", "l: [\n  a # on a\n ]\n");
    removed("c", "l: [\n  a,\n  c,\n ]\n", "l: [\n  a,\n ]\n");
}

#[test]
fn the_end_of_the_file_stays_as_it_is() {
    removed("b", "a: 1\nb: 2", "a: 1");
    removed("a", "a: 1\nb: 2", "b: 2");
    removed("b", "a: 1\nb: 2\n...\n", "a: 1\n...\n");
    removed("c", "---\na: 1\n---\nb: 1\nc: 2\n", "---\na: 1\n---\nb: 1\n");
    removed("b", "a: 1\n\nb: 2\n", "a: 1\n");
}

#[test]
fn odd_but_valid() {
    removed("б", "ключ: 👍\nб: ✓ # é\nв: 1\n", "ключ: 👍\nв: 1\n");
    removed("b", "a: 1\t# tab\nb: 2\t# tab\nc: 3\n", "a: 1\t# tab\nc: 3\n");
    removed("b", "a:\nb:\nc:\n", "a:\nc:\n");
    removed("b", "? a\n: 1\n? b\n: 2\n", "? a\n: 1\n");
    removed("a", "\u{feff}a: 1\nb: 2\n", "\u{feff}b: 2\n");
}

#[test]
fn what_an_alias_needs_stays() {
    refused("a: &x 1\nb: *x\n", "*x", |e, t| e.remove_entry(place(t, "a")));
    refused("a: &x\n  k: 1\n  l: 2\nb: *x\n", "*x", |e, t| e.remove_entry(place(t, "k")));
    removed("b", "a: &x 1\nb: *x\n", "a: &x 1\n");
    removed("a", "a: [&x 1, *x]\nb: 1\n", "b: 1\n");
}

#[test]
fn what_is_no_yaml_is_left_alone() {
    refused("a: [1\nb: 2\n", "", |e, t| e.remove_entry(place(t, "a")));
    refused("", "nothing", |e, _| e.remove_entry(ov_syntax::Span::new(0, 0)));
}
