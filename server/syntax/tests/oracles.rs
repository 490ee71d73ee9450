//! Two other parsers read the same structure and values, where they and our grammar take the text. Cases where one of them is
//! known to be wrong are listed by name; nothing else is excused.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use ov_syntax::{Kind, Node, Tree};
use rlsp_yaml_parser::Event as Rlsp;
use support::random::Random;
use support::texts;
use yaml_rust2::parser::{Event as Rust2, MarkedEventReceiver, Parser};
use yaml_rust2::scanner::Marker;

/// Texts that `rlsp-yaml-parser` 0.11.1 reads otherwise than the YAML specification says.
const RLSP_DEFECTS: &[&str] = &[
    // An empty item is lost before an indented comment (8.2.1: the item is an empty node).
    "seed 35", "seed 129",
    // A comment line below a plain scalar becomes text of it (6.6, 7.3.3: a comment ends it).
    "seed 55", "seed 62", "seed 73", "seed 133", "seed 155", "seed 343", "seed 381",
];

#[derive(Default)]
struct Lines(Vec<String>);

impl MarkedEventReceiver for Lines {
    fn on_event(&mut self, event: Rust2, _: Marker) {
        match event {
            Rust2::DocumentStart => self.0.push("doc".to_owned()),
            Rust2::Alias(_) => self.0.push("*".to_owned()),
            Rust2::Scalar(value, style, ..) => {
                let absent = value == "~" && style == yaml_rust2::scanner::TScalarStyle::Plain;
                self.0.push(scalar(if absent { "" } else { &value }));
            }
            Rust2::SequenceStart(..) => self.0.push("[".to_owned()),
            Rust2::MappingStart(..) => self.0.push("{".to_owned()),
            Rust2::SequenceEnd | Rust2::MappingEnd => self.0.push("end".to_owned()),
            _ => {}
        }
    }
}

/// `~` and an absent value are the same to one of the oracles.
fn scalar(value: &str) -> String {
    format!("={}", if value == "~" { "" } else { value })
}

fn of_rust2(text: &str) -> Option<Vec<String>> {
    let mut lines = Lines::default();
    Parser::new_from_str(text).load(&mut lines, true).ok()?;
    Some(lines.0)
}

fn of_rlsp(text: &str) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    for event in rlsp_yaml_parser::parse_events(text) {
        match event.ok()?.0 {
            Rlsp::DocumentStart { .. } => lines.push("doc".to_owned()),
            // It gives no node for an empty document.
            Rlsp::DocumentEnd { .. } if lines.last().is_some_and(|l| l == "doc") => lines.push(scalar("")),
            Rlsp::Alias { .. } => lines.push("*".to_owned()),
            Rlsp::Scalar { value, .. } => lines.push(scalar(&value)),
            Rlsp::SequenceStart { .. } => lines.push("[".to_owned()),
            Rlsp::MappingStart { .. } => lines.push("{".to_owned()),
            Rlsp::SequenceEnd | Rlsp::MappingEnd => lines.push("end".to_owned()),
            _ => {}
        }
    }
    Some(lines)
}

fn of_tree(text: &str) -> Option<Vec<String>> {
    let tree = Tree::parse(text);
    let mut lines = Vec::new();
    for document in tree.documents() {
        lines.push("doc".to_owned());
        node(document, &mut lines);
    }
    tree.is_valid().then_some(lines)
}

fn node(node: Node<'_>, lines: &mut Vec<String>) {
    match node.kind() {
        Kind::Alias => lines.push("*".to_owned()),
        Kind::Scalar => lines.push(scalar(node.value().unwrap())),
        kind => {
            lines.push(if kind == Kind::Mapping { "{" } else { "[" }.to_owned());
            for entry in node.entries() {
                entry.key().into_iter().chain([entry.value()]).for_each(|n| self::node(n, lines));
            }
            lines.push("end".to_owned());
        }
    }
}

/// The differences from one oracle, by name of the text.
fn differences(texts: &[(String, String)], oracle: fn(&str) -> Option<Vec<String>>, defects: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in texts {
        let name = path.rsplit('/').next().unwrap();
        if let (Some(ours), Some(theirs)) = (of_tree(text), oracle(text))
            && ours != theirs
            && !defects.contains(&name)
        {
            found.push(format!("{name} {text:?}\n  {ours:?}\n  {theirs:?}"));
        }
    }
    found
}

fn agree(texts: &[(String, String)]) {
    let mut found = differences(texts, of_rust2, &[]);
    found.extend(differences(texts, of_rlsp, RLSP_DEFECTS));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn on_a_real_project() {
    agree(&texts::corpus());
}

#[test]
fn on_the_test_suite() {
    agree(&texts::suite());
}

#[test]
fn on_nested_texts() {
    let texts: Vec<_> = (1..400).map(|seed| (format!("seed {seed}"), texts::nested(&mut Random::new(seed)))).collect();
    agree(&texts);
}
