//! Pairs of service entries.

use crate::model;
use crate::mutate::without;
use crate::project::{Corpus, Layer};
use ov_edit::{Editor, NewValue, apply};
use ov_syntax::{Node, Span, Tree};

/// A pair in a layer.
struct Pair {
    name: String,
    packaged: Span,
    /// The name of the packaged one.
    called: Span,
    unit: String,
    exec: Span,
}

/// Takes each pair apart in several ways; the best fix has to bring back what was there.
pub(crate) fn all(corpus: &Corpus) {
    let mut told = Vec::new();
    for layer in &corpus.layers {
        for pair in pairs(&layer.text) {
            let in_one = in_one_entry(&layer.text, &pair);
            told.extend(restored(corpus, layer, &in_one, "service-form-both"));
            let unpaired = without(&layer.text, pair.packaged).unwrap();
            told.extend(restored(corpus, layer, &unpaired, "unpaired-exec-service"));
            let tree = Tree::parse(&layer.text);
            let editor = Editor::new(&layer.text, &tree);
            let name = NewValue::text(format!("{}d", pair.name));
            let other = apply(&layer.text, &editor.replace_scalar(pair.called, &name).unwrap());
            told.extend(restored(corpus, layer, &other, "mixed-pair-name"));
        }
    }
    eprintln!("pairs restored: {told:#?}");
    assert!(told.len() >= 9, "{told:?}");
}

/// Checks that the best fix of the rule, where it has something to say, gives back what the layer says.
fn restored(corpus: &Corpus, layer: &Layer, text: &str, rule: &str) -> Option<String> {
    let report = corpus.check_strictly(&[(&*layer.path, text)]);
    let found = report.findings.iter().find(|f| f.rule == rule && *f.place.file == *layer.file);
    let after = crate::judge::made(text, found?.fix(true).unwrap());
    assert_eq!(model::of(&after), model::of(&layer.text), "{} by {rule}", layer.file);
    Some(format!("{} by {rule}", layer.file))
}

/// The text with the unit in the `exec` entry, and no `use_packaged` one.
fn in_one_entry(text: &str, pair: &Pair) -> String {
    let tree = Tree::parse(text);
    let unit = NewValue::text(pair.unit.clone());
    let key = tree.root().and_then(|_| key_in(text, pair.exec)).unwrap();
    let edits = Editor::new(text, &tree).add_entry(key, "use_packaged", &unit).unwrap();
    without(&apply(text, &edits), pair.packaged).unwrap()
}

/// The first key of the mapping at `item`.
fn key_in(text: &str, item: Span) -> Option<Span> {
    let end = text[item.range()].find(':')? as u32;
    Some(Span::new(item.start, item.start + end))
}

fn pairs(text: &str) -> Vec<Pair> {
    let tree = Tree::parse(text);
    let services = tree.root().and_then(|r| r.value_of("layer")).and_then(|l| l.value_of("service"));
    let services: Vec<Node<'_>> = services.into_iter().flat_map(Node::values).collect();
    let text_of = |node: &Node<'_>, key: &str| node.value_of(key).and_then(Node::value).map(ToString::to_string);
    let pair = |packaged: &Node<'_>| {
        let (name, unit) = (text_of(packaged, "name")?, text_of(packaged, "use_packaged")?);
        let exec = services.iter().find(|s| text_of(s, "name").as_ref() == Some(&name) && s.get("exec").is_some())?;
        let called = packaged.value_of("name")?.span();
        Some(Pair { name, packaged: packaged.span(), called, unit, exec: exec.span() })
    };
    services.iter().filter_map(pair).collect()
}
