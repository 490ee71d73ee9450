//! Texts that mean harm: no panic, no overflow of the stack, and time and memory in proportion to the text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::format_collect, missing_docs)]

use ov_syntax::{Change, Span, Tree};
use std::time::{Duration, Instant};

/// Levels of indentation; the text grows with their square.
const NESTED: usize = if cfg!(debug_assertions) { 400 } else { 1_500 };

/// Large where the code is optimised, small where it is not.
fn size(large: usize) -> usize {
    if cfg!(debug_assertions) { large / 32 } else { large }
}

/// Reads a text and edits it at both ends and in the middle.
fn survive(text: &str) -> Tree {
    let tree = Tree::parse(text);
    for at in [0, text.len() / 2, text.len()] {
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let mut after = text.to_owned();
        after.insert(at, '\n');
        let edited = tree.edit(after.as_str(), Change { span: Span::empty(at as u32), inserted: 1 });
        let _ = edited.path_at(after.as_str(), at as u32);
        assert!(edited == Tree::parse(&after));
    }
    tree
}

/// Time grows with the text, not with its square: 32 times the text takes far less than 1,024 times as long, though the long run
/// shares the machine and the short one does not.
fn linear(make: impl Fn(usize) -> String, count: usize) {
    let time = |count: usize| {
        let text = make(count);
        (0..3).map(|_| Instant::now()).map(|start| (Tree::parse(&text), start.elapsed()).1).min().unwrap()
    };
    let (short, long) = (time(count), time(count * 32));
    assert!(long < Duration::from_millis(20) + short * 350, "{short:?} became {long:?} for {:?}", &make(3));
}

fn repeated(unit: &'static str) -> impl Fn(usize) -> String {
    move |count| unit.repeat(count)
}

#[test]
fn nesting_of_every_kind_is_an_error() {
    for unit in ["[", "{", "- ", "[{", "? ", "a: [", "{a: ", "- [", "!t [", "&a ["] {
        assert!(
            !survive(&unit.repeat(if cfg!(debug_assertions) { 5_000 } else { 100_000 })).errors().is_empty(),
            "{unit}"
        );
    }
    let stairs: String = (0..NESTED).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(!survive(&stairs).errors().is_empty());
    let wrong: String = (0..NESTED).map(|depth| format!("{}a: 1\n", " ".repeat(depth))).collect();
    assert!(!survive(&wrong).errors().is_empty());
    let down: String = (0..NESTED).rev().map(|depth| format!("{}a: 1\n", " ".repeat(depth))).collect();
    assert!(!survive(&down).errors().is_empty());
}

#[test]
fn unclosed_everything_takes_linear_time() {
    for unit in [
        "\"",
        "'",
        "[",
        "{",
        "[a, ",
        "{a: ",
        "- \"a\n",
        "a: [b\n",
        "a: {b\n",
        "a: 'b\n",
        "a: b: c\n",
        "a\n",
        "- [a\n",
        "]",
        "}\n",
    ] {
        linear(repeated(unit), size(2_000));
    }
}

#[test]
fn odd_characters_take_linear_time() {
    for unit in [
        "\0", "\r", "\u{feff}", "\t", "\ta: 1\n", "a:\t\n", "\u{fffd}", "\u{85}", "#", "# c\n", "---\n", "...\n",
        "%A\n", "*a\n", "&a ",
    ] {
        linear(repeated(unit), size(2_000));
        let _ = survive(&unit.repeat(300));
    }
}

#[test]
fn broken_lines_deep_in_blocks_take_linear_time() {
    linear(|count| format!("a:\n  b:\n    c:\n{}", "      - d: \"x\n        e: 1\n".repeat(count)), size(2_000));
    linear(|count| format!("a:\n{}", "  w\n x\n".repeat(count)), size(2_000));
    linear(|count| format!("a: |\n{}b: [", "  text\n".repeat(count)), size(2_000));
}

#[test]
fn one_long_line() {
    let text = format!("a: {}\nb: [", "x".repeat(if cfg!(debug_assertions) { 1_000_000 } else { 50_000_000 }));
    let tree = Tree::parse(&text);
    assert!(tree.root().and_then(|r| r.value_of("b")).unwrap().is_flow());
    assert_eq!(tree.errors().len(), 1);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_key() {
    let tree = survive("\u{feff}a: 1\nb: [\n");
    assert!(tree.root().unwrap().get("a").is_some());
    assert!(tree.root().unwrap().get("b").is_some());
}

#[test]
fn bytes_that_are_no_text_can_be_read_lossily() {
    let text = String::from_utf8_lossy(b"a: \xff\xfe\nb: 2\n");
    assert!(survive(&text).root().unwrap().get("b").is_some());
}
