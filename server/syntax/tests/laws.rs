//! Property tests of the four laws. `OV_LAW_EDITS` says how many edits (a hundred thousand and more in CI), `OV_LAW_SEED` where
//! to begin.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, missing_docs)]

mod support;

use support::random::Random;
use support::{laws, texts};

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn budget() -> usize {
    number("OV_LAW_EDITS", 30_000) as usize
}

/// Runs edits over texts until the budget is spent. Every failure names its seed.
fn spend(budget: usize, run: usize, mut text: impl FnMut(&mut Random) -> String) {
    let first = number("OV_LAW_SEED", 1);
    let mut done = 0;
    let mut seed = first;
    while done < budget {
        let mut random = Random::new(seed);
        let start = text(&mut random);
        done += laws::run(&start, &mut random, run).unwrap_or_else(|e| panic!("seed {seed}: {e}"));
        seed += 1;
    }
    eprintln!("{done} edits, seeds {first}..{seed}, 0 differences");
}

#[test]
fn edits_of_generated_texts() {
    spend(budget(), 12, texts::generated);
}

#[test]
fn edits_of_nested_texts() {
    spend(budget(), 12, texts::nested);
}

#[test]
fn edits_of_a_real_project() {
    let files = texts::corpus();
    if !files.is_empty() {
        spend(budget() / 4, 10, |random| files[random.below(files.len())].1.clone());
    }
}

#[test]
fn edits_of_the_test_suite() {
    let cases = texts::suite();
    if !cases.is_empty() {
        spend(budget(), 8, |random| cases[random.below(cases.len())].1.clone());
    }
}

#[test]
fn files_of_a_real_project_are_read() {
    for (name, text) in texts::corpus() {
        laws::reading(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

#[test]
fn cases_of_the_test_suite_are_read() {
    for (name, text) in texts::suite() {
        laws::reading(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

/// Edits that once gave another tree than reading anew.
#[test]
fn edits_that_once_differed() {
    let edits = [
        ("- \n  |\n- value\n- |\n  line\n", 2..2, "\n    "),
        ("#foo: 1\n\tar: x\nfoo: 1\n\t\nbar: x\n", 15..16, ": "),
        ("- - y\n  a: 1\n\n- - y\n", 6..13, "- a:\n"),
        ("---\n- { single line: value}\n- \t{ multi\n  line: value}\n", 27..27, ": "),
        ("? \n", 3..3, "key: "),
        ("a0: value\n? # c\nkey1: plain\n", 1..1, "a"),
        ("\tfoo:\n  bar: baz\n", 14..15, "key: "),
        ("x: 1\n\u{3}b:\r  - c\n\n# d\n\n# d", 17..17, "\u{3}"),
        ("x: 1\n\u{3}b:\n  - c\n  - \u{3}d\n", 17..20, ""),
        ("#\u{7f}\n-b:\r  - c\n\n# d", 17..17, "\u{7f}"),
        ("#\u{7f}\nb:\n  - c\n  - \u{3}d\n", 15..17, ""),
        ("literal: |2\n  value\nfolded: !foo >1\n... value\n", 12..13, ""),
        ("l:\0\0eval:\n:\0\0eval:\n... , b: [d: b\n", 2..3, ". , b: [d: b\n"),
    ];
    for (text, span, inserted) in edits {
        let tree = laws::reading(text).unwrap();
        let (_, after) = laws::editing(&tree, text, span, inserted).unwrap();
        laws::reading(&after).unwrap();
    }
}
