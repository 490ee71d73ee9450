//! Reading against the grammar's bare events, and edits in short and long files.
//!
//! `OV_BENCH_YAML` names a folder of YAML files to read; without it a generated file is.
#![allow(clippy::unwrap_used, missing_docs)]

use divan::{Bencher, black_box};
use ov_syntax::{Change, Source, Span, Text, Tree};
use std::fmt::Write;
use std::path::Path;

fn main() {
    divan::main();
}

fn collect(folder: &Path, into: &mut Vec<String>) {
    for path in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|e| e == "yml") {
            into.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

fn files() -> Vec<String> {
    let mut files = Vec::new();
    match std::env::var("OV_BENCH_YAML") {
        Ok(folder) => collect(Path::new(&folder), &mut files),
        Err(_) => files.push(checks(10_000)),
    }
    files
}

/// A file of so many lines, all in one list.
fn checks(lines: usize) -> String {
    let mut text = String::from("eval:\n");
    for id in 0..lines / 4 {
        write!(text, "  - id: check-{id}\n    # why\n    command: test -f /etc/{id}\n    exit: 0\n").unwrap();
    }
    text
}

#[divan::bench]
fn grammar_events(bencher: Bencher<'_, '_>) {
    let files = files();
    bencher.bench(|| files.iter().map(|f| granit_parser::Parser::new_from_str(f).flatten().count()).sum::<usize>());
}

#[divan::bench]
fn tree(bencher: Bencher<'_, '_>) {
    let files = files();
    bencher.bench(|| files.iter().for_each(|f| drop(black_box(Tree::parse(f)))));
}

/// One letter typed into an item in the middle, and taken back.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn two_edits(bencher: Bencher<'_, '_>, lines: usize) {
    edits(bencher, lines, "x");
}

/// A quote opened in an item in the middle, and taken back.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn break_and_mend(bencher: Bencher<'_, '_>, lines: usize) {
    edits(bencher, lines, "\"");
}

fn edits(bencher: Bencher<'_, '_>, lines: usize, inserted: &str) {
    let before = checks(lines);
    let at = before.find(&format!("check-{}\n", lines / 8)).unwrap() as u32;
    let mut text = Text::new(&before);
    let mut tree = Tree::parse(&before);
    bencher.bench_local(|| {
        let change: Change = text.edit(Span::empty(at), inserted);
        tree = tree.edit(&text, change);
        let change = text.edit(Span::new(at, at + inserted.len() as u32), "");
        tree = tree.edit(&text, change);
    });
    assert_eq!(tree, Tree::parse(&text.text(0..text.len())));
}
