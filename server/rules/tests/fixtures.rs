//! Every rule against its fixtures and the examples of its page.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod harness;

use harness::{Fixture, differences, fixture_files};
use ov_rules::registry;
use std::fmt::Write as _;

#[test]
fn fixtures_give_the_marked_findings() {
    let mut failures = String::new();
    for (rule, path) in fixture_files() {
        assert!(registry::rule(&rule).is_some(), "fixtures of an unknown rule: {rule}");
        let fixture = Fixture::parse(&std::fs::read_to_string(&path).unwrap());
        let select = if rule.ends_with("-suppression") { None } else { Some(rule.as_str()) };
        let (_, seen) = fixture.check(select);
        let difference = differences(&fixture.markers, &seen);
        if !difference.is_empty() {
            writeln!(failures, "{}\n{difference}", path.display()).unwrap();
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn each_rule_has_a_bad_fixture_and_one_where_it_stays_silent() {
    for rule in registry::all() {
        let id = rule.info().id;
        let own: Vec<_> = fixture_files().into_iter().filter(|(name, _)| name == id).collect();
        let marked =
            |path: &std::path::Path| !Fixture::parse(&std::fs::read_to_string(path).unwrap()).markers.is_empty();
        assert!(own.iter().any(|(_, path)| marked(path)), "{id} has no fixture with a finding");
        assert!(own.iter().any(|(_, path)| !marked(path)), "{id} has no fixture where it stays silent");
    }
}

#[test]
fn pages_show_what_the_rule_finds() {
    for rule in registry::all() {
        let info = rule.info();
        for section in ["## What it does\n", "## Why is this bad?\n", "## Example\n", "## Use instead\n"] {
            assert!(info.docs.contains(section), "{}: no section {section}", info.id);
        }
        assert!(info.docs.starts_with(&format!("# {}\n", info.id)), "{}: the title is not the id", info.id);
        assert!(found_in_section(info.docs, "Example", info.id) > 0, "{}: the example gives no finding", info.id);
        assert_eq!(found_in_section(info.docs, "Use instead", info.id), 0, "{}: the remedy gives findings", info.id);
    }
}

/// Number of findings of a rule in the YAML blocks of a section, taken together as one project. A block whose first line is
/// `# file: NAME` is that file, with `# before: NAME` it is the file as it was, others are `layers/example/layer.yml`.
fn found_in_section(docs: &str, section: &str, rule: &str) -> usize {
    let (_, behind) = docs.split_once(&format!("## {section}\n")).unwrap();
    let body = behind.split("\n## ").next().unwrap();
    let blocks: Vec<&str> = body.split("```yaml\n").skip(1).map(|b| b.split("```").next().unwrap()).collect();
    assert!(!blocks.is_empty(), "{rule}: no YAML under {section}");
    let named = |block: &str, mark: &str| Some(block.strip_prefix(mark)?.split_once('\n')?.0.trim().to_owned());
    let name = |block: &str| {
        let before = named(block, "# before: ").map(|name| format!("before:{name}"));
        named(block, "# file: ").or(before).unwrap_or_else(|| "layers/example/layer.yml".to_owned())
    };
    let files = blocks.iter().map(|block| (name(block), (*block).to_owned()));
    let fixture = Fixture { files: files.collect(), ..Fixture::default() };
    let asked_for = registry::rule(rule).filter(|rule| !rule.info().default_on).map(|_| rule);
    fixture.check(asked_for).0.iter().filter(|f| f.rule.id == rule).count()
}
