//! New names and values, before and after.

use crate::support::{check, place, refused};
use ov_edit::NewValue;

#[track_caller]
fn renamed(needle: &str, to: &str, before: &str, after: &str) {
    check(before, after, |e, text| e.rename_key(place(text, needle), to));
}

#[track_caller]
fn replaced(needle: &str, to: &str, before: &str, after: &str) {
    check(before, after, |e, text| e.replace_scalar(place(text, needle), &NewValue::text(to)));
}

#[track_caller]
fn valued(needle: &str, to: &NewValue, before: &str, after: &str) {
    check(before, after, |e, text| e.replace_value(place(text, needle), to));
}

fn pair(key: &str, value: NewValue) -> (String, NewValue) {
    (key.to_owned(), value)
}

#[test]
fn keys_keep_their_quotes() {
    renamed("old", "new", "a:\n  - old: 1 # old\n", "a:\n  - new: 1 # old\n");
    renamed("'old'", "new", "'old' : 1\n", "'new' : 1\n");
    renamed("\"old\"", "it's", "{\"old\":1}\n", "{\"it's\":1}\n");
    renamed("old", "yes", "old: 1\n", "\"yes\": 1\n");
    renamed("old", "a: b", "old: 1\nx: 'y'\n", "'a: b': 1\nx: 'y'\n");
    renamed("old", "старый", "? old\n: 1\n", "? старый\n: 1\n");
    renamed("old", "old", "old: 1\n", "old: 1\n");
}

#[test]
fn a_name_is_not_given_twice() {
    refused("a: 1\nb: 2\n", "`b` already", |e, t| e.rename_key(place(t, "a"), "b"));
    refused("x: &x\n  a: 1\ny: *x\n", "*x", |e, t| e.rename_key(place(t, "a"), "b"));
    refused("a: 1\n", "", |e, t| e.rename_key(place(t, "1"), "b"));
}

#[test]
fn scalars_keep_their_way_of_writing() {
    replaced("1", "two words", "a: 1 # c\n", "a: two words # c\n");
    replaced("1", "2", "a: 1\nb: 'x'\n", "a: '2'\nb: 'x'\n");
    replaced("'x'", "it's", "a: 'x'\n", "a: 'it''s'\n");
    replaced("\"x\"", "y\n", "a: \"x\"\n", "a: \"y\\n\"\n");
    replaced("x", "a]", "l: [x, y]\n", "l: [\"a]\", y]\n");
    replaced("x", "z", "a: &n !t x # c\n", "a: &n !t z # c\n");
    replaced("x y", "z", "a: x y\nb: 1\n", "a: z\nb: 1\n");
}

#[test]
fn several_lines_become_a_block() {
    replaced("x", "one\n\ntwo\n", "a: x # c\nb: 1\n", "a: | # c\n  one\n\n  two\nb: 1\n");
    replaced("x", "one\ntwo", "- x\n- y", "- |-\n  one\n  two\n- y");
    replaced("x", "one\ntwo\n", "[x]\n", "[\"one\\ntwo\\n\"]\n");
}

#[test]
fn blocks_stay_blocks() {
    replaced("old", "new\n", "a: | # c\n    old\nb: 1\n", "a: | # c\n    new\nb: 1\n");
    check("a: >-\n  old\n  text\n\nb: 1\n", "a: >-\n  new\n\nb: 1\n", |e, t| {
        let span = place(t, "old").union(place(t, "text"));
        e.replace_scalar(span, &NewValue::text("new"))
    });
    replaced("old", " x", "a: |-\n  old\nb: 1\n", "a: \" x\"\nb: 1\n");
}

#[test]
fn absent_values_are_filled() {
    check("a:\nb: 1\n", "a: x\nb: 1\n", |e, t| e.replace_value(place(t, "a"), &NewValue::text("x")));
    check("a: # c\n", "a: x # c\n", |e, t| e.replace_value(place(t, "a"), &NewValue::text("x")));
    check("{a, b: 1}\n", "{a: x, b: 1}\n", |e, t| e.replace_value(place(t, "a"), &NewValue::text("x")));
    check("-\n- b\n", "- x\n- b\n", |e, t| e.replace_value(place(t, "-"), &NewValue::text("x")));
}

#[test]
fn literals_are_never_quoted() {
    check("a: 'x'\n", "a: true\n", |e, t| e.replace_scalar(place(t, "'x'"), &NewValue::literal("true")));
    refused("a: x\n", "", |e, t| e.replace_scalar(place(t, "x"), &NewValue::literal("b: c")));
    refused("a: x\n", "", |e, t| e.replace_scalar(place(t, "x"), &NewValue::literal("b #")));
}

#[test]
fn collections_follow_the_habits_of_the_file() {
    let list = NewValue::texts(["x", "8080"]);
    valued("a", &list, "a: 1 # c\nb:\n- y\n", "a: # c\n- x\n- \"8080\"\nb:\n- y\n");
    valued("a", &list, "a: 1\nb:\n    - y\n", "a:\n    - x\n    - \"8080\"\nb:\n    - y\n");
    valued("a", &list, "a: 1\nb: ['y']\n", "a: [x, '8080']\nb: ['y']\n");
    valued("a", &list, "b: 1\na: 1", "b: 1\na:\n  - x\n  - \"8080\"");
    let map = NewValue::Map(vec![pair("k", NewValue::literal("1")), pair("l", list)]);
    valued("a", &map, "a:\n  # old\n  - old # old\nb: 1\n", "a:\n  k: 1\n  l:\n    - x\n    - \"8080\"\nb: 1\n");
    valued("x", &map, "b:\n- x # c\n- y\n", "b:\n- k: 1 # c\n  l:\n  - x\n  - \"8080\"\n- y\n");
    valued("a", &map, "{a: 1}\n", "{a: {k: 1, l: [x, \"8080\"]}}\n");
    valued("a", &NewValue::text("x"), "a: # c\n  b: 1\n\nd: 2\n", "a: x # c\n\nd: 2\n");
    valued("a", &NewValue::List(vec![]), "a: |\n  text\nb: 1\n", "a: []\nb: 1\n");
}

#[test]
fn values_that_are_as_wanted_stay() {
    valued("a", &NewValue::texts(["x"]), "a: [ \"x\" ] # c\n", "a: [ \"x\" ] # c\n");
    replaced("'x'", "x", "a: 'x'\n", "a: 'x'\n");
}

#[test]
fn what_an_alias_repeats_stays() {
    refused("a: &x 1\nb: *x\n", "*x", |e, t| e.replace_scalar(place(t, "1"), &NewValue::text("y")));
    replaced("*x", "z", "a: &x 1\nb: *x\n", "a: &x 1\nb: z\n");
}

#[test]
fn a_value_is_found_by_its_own_place_and_may_become_a_list_or_a_plain_number() {
    let listed = NewValue::texts(["vim"]);
    check("a: vim # c\n", "a: # c\n  - vim\n", |e, t| e.replace_whole(place(t, "vim"), &listed));
    check("- {a: \"5\", b: c}\n", "- {a: 5, b: c}\n", |e, t| {
        e.replace_whole(place(t, "\"5\""), &NewValue::literal("5"))
    });
}

#[test]
fn a_word_that_some_readers_take_for_a_flag_gets_quotes() {
    let same = |word: &'static str| {
        move |e: &ov_edit::Editor<'_>, t: &str| e.replace_scalar(place(t, word), &NewValue::text("no"))
    };
    check("a: no # c\n", "a: \"no\" # c\n", same("no"));
    check("a: [no, 'x']\n", "a: ['no', 'x']\n", same("no"));
    check("a: 'no'\n", "a: 'no'\n", same("'no'"));
}
