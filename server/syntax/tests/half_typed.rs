//! Half-typed texts: what stands before and behind stays whole, the path to the cursor is right, and so is the error's line.
//!
//! `tests/half_typed/states.txt` holds the states. `‸` is the cursor; below `---` stand the values that must be kept, where the
//! cursor is, and the errors with their lines. `OV_WRITE_STATES=1` writes the last two anew, to be looked at.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::format_collect, missing_docs)]

use ov_syntax::{LineIndex, Node, Place, Tree};
use std::fmt::Write;

const STATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/half_typed/states.txt");

struct State<'a> {
    title: &'a str,
    source: &'a str,
    expected: &'a str,
}

fn states(file: &str) -> Vec<State<'_>> {
    let state = |part| {
        let (title, rest): (&str, &str) = str::split_once(part, '\n').unwrap();
        let (source, expected) = rest.split_once("---\n").unwrap();
        State { title, source, expected }
    };
    file.split("=== ").skip(1).map(state).collect()
}

fn value_at<'t>(root: Option<Node<'t>>, path: &str) -> Option<Node<'t>> {
    path.split('.').try_fold(root?, |node, name| match name.parse::<usize>() {
        Ok(index) => node.values().nth(index),
        Err(_) => node.value_of(name),
    })
}

/// What the text gives: where the cursor is, and the errors.
fn found(text: &str, cursor: u32, tree: &Tree) -> String {
    let path = tree.path_at(text, cursor);
    let place = match path.place {
        Place::Member => "member",
        Place::Key => "key",
        Place::Value => "value",
    };
    let mut lines = format!(
        "at {} {place}\n",
        if path.steps.is_empty() { "root".into() } else { format!("/{}", path.names().join("/")) }
    );
    let index = LineIndex::new(text);
    for error in tree.errors() {
        writeln!(lines, "error {} {}", index.line(error.span.start) + 1, error.message).unwrap();
    }
    lines
}

#[test]
fn half_typed_states() {
    let file = std::fs::read_to_string(STATES).unwrap();
    let states = states(&file);
    assert!(states.len() >= 60);
    let (mut written, mut wrong) = (String::new(), String::new());
    for State { title, source, expected } in states {
        let marked = source.replace("\n<no line break>\n", "");
        let cursor = marked.find('‸').unwrap();
        let text = marked.replace('‸', "");
        let tree = Tree::parse(&text);
        let found = found(&text, cursor as u32, &tree);
        let keeps: Vec<_> = expected.lines().filter_map(|l| l.strip_prefix("keeps ")).collect();
        for kept in &keeps {
            let (path, value) = kept.split_once('=').unwrap();
            if value_at(tree.root(), path).and_then(Node::value).is_none_or(|v| v != value) {
                writeln!(wrong, "{title}: {kept} is lost").unwrap();
            }
        }
        let rest: String = expected.lines().filter(|l| !l.starts_with("keeps ")).flat_map(|l| [l, "\n"]).collect();
        if rest != found {
            writeln!(wrong, "{title}: expected\n{rest}found\n{found}").unwrap();
        }
        let keeps: String = keeps.iter().map(|k| format!("keeps {k}\n")).collect();
        write!(written, "=== {title}\n{source}---\n{keeps}{found}").unwrap();
    }
    if std::env::var_os("OV_WRITE_STATES").is_some() {
        std::fs::write(STATES, written).unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}
