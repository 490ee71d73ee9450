//! Maps of package names.

use crate::model;
use crate::mutate::without;
use crate::project::Corpus;
use ov_syntax::{Kind, Node, Span, Tree};

/// Takes each map, and each entry of one, away; where something is said about it, the best fix has to bring back what the map said:
/// all of it where an entry was taken, and all but the package's own name where the whole map was.
pub(crate) fn all(corpus: &Corpus) {
    let (mut taken, mut noticed, mut restored, mut missed) = (0, 0, 0, Vec::new());
    for layer in &corpus.layers {
        for member in members(&layer.text) {
            let text = without(&layer.text, member).unwrap();
            taken += 1;
            let report = corpus.check(&[(&*layer.path, &*text)]);
            let here =
                report.findings.iter().filter(|f| f.rule == "package-map-missing" && *f.place.file == *layer.file);
            let Some(finding) = here.into_iter().find(|f| !corpus.usual.contains_key(&crate::project::key(f))) else {
                continue;
            };
            noticed += 1;
            let after = finding.fix(true).map(|fix| crate::judge::made(&text, fix));
            if after.is_some_and(|after| answers(&after) == answers(&layer.text)) {
                restored += 1;
            } else {
                missed.push(format!("{} without {}", layer.file, &layer.text[member.range()]));
            }
        }
    }
    eprintln!("{taken} maps and entries taken away, {noticed} noticed, {restored} restored; not: {missed:#?}");
    assert!(noticed >= 20 && restored * 100 >= noticed * 95);
}

/// What the checks of a text ask for under other names, by their package.
fn answers(text: &str) -> Vec<String> {
    let tree = Tree::parse(text);
    let mut checks = Vec::new();
    collect(tree.root().unwrap(), &mut checks);
    let answer = |check: Node<'_>| {
        let package = model::told(check.value_of("package").unwrap());
        let entries = check.value_of("package_map").into_iter().flat_map(Node::entries);
        let told = entries.map(|e| (e.key().map(model::told).unwrap_or_default(), model::told(e.value())));
        let mut others: Vec<_> = told.filter(|(_, name)| *name != package).collect();
        others.sort();
        format!("{package}: {others:?}")
    };
    checks.into_iter().map(answer).collect()
}

fn members(text: &str) -> Vec<Span> {
    let tree = Tree::parse(text);
    let mut found = Vec::new();
    collect_keys(tree.root().unwrap(), &mut found);
    found
}

fn collect_keys(node: Node<'_>, found: &mut Vec<Span>) {
    for entry in node.entries() {
        if entry.key_name().is_some_and(|key| key == "package_map") {
            found.extend(entry.key().map(Node::span));
            if entry.value().entries().len() > 1 {
                found.extend(entry.value().entries().filter_map(|e| e.key().map(Node::span)));
            }
        } else {
            collect_keys(entry.value(), found);
        }
    }
}

/// All mappings with a package.
fn collect<'t>(node: Node<'t>, checks: &mut Vec<Node<'t>>) {
    if node.value_of("package").is_some_and(|package| package.kind() == Kind::Scalar) {
        checks.push(node);
    }
    node.entries().for_each(|entry| collect(entry.value(), checks));
}
