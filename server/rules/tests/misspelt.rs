//! Slips of the pen: what is lost, doubled or swapped in a key is told and safely undone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, missing_docs)]

#[path = "harness/disk.rs"]
mod disk;

use disk::{Disk, folder};
use ov_project::{Config, LayerFile, MemoryFiles, Value, load};
use ov_rules::{Change, Finding, Safety, Settings, check};
use ov_schema::StructId;
use ov_syntax::{Span, Tree};
use std::path::Path;

const CASES: usize = 900;
const ROOT: &str = "version: 2026.144.1443\ndiscover:\n  layer: [layers]\n";

/// Marsaglia's xorshift: the same numbers in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// A key as written, and the struct that knows it.
struct Known {
    within: StructId,
    span: Span,
}

fn known_keys(file: &LayerFile) -> Vec<Known> {
    let mut found = vec![Known { within: StructId::LAYER_FILE, span: file.head }];
    for field in &file.fields {
        found.push(Known { within: StructId::LAYER, span: field.key_span });
    }
    for (_, unit) in file.units() {
        collect(unit.value(), unit.base, &mut found);
    }
    found
}

fn collect(value: &Value, base: u32, found: &mut Vec<Known>) {
    match value {
        Value::Record(record) => {
            for field in &record.fields {
                found.push(Known { within: record.kind, span: field.key_span.shifted(base) });
                collect(&field.value.value, base, found);
            }
            record.free.iter().for_each(|(_, datum)| collect(&datum.value, base, found));
        }
        Value::List(items) => items.iter().for_each(|datum| collect(&datum.value, base, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, datum)| collect(&datum.value, base, found)),
        _ => {}
    }
}

/// The key with one letter lost, doubled, or swapped with the next.
fn slip(key: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    let at = random.below(letters.len());
    match random.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

fn findings(text: String) -> Vec<Finding> {
    let files = MemoryFiles::new([
        ("/project/overthink.yml".to_owned(), ROOT.to_owned()),
        ("/project/layers/one/layer.yml".to_owned(), text),
    ]);
    let project = load(Path::new("/project"), &files, Config::default());
    let settings = Settings { select: vec!["unknown-key".into()], ignore: Vec::new() };
    check(&project, &settings, &Disk).findings
}

/// Whether the finding on the key offers to bring it back without asking.
fn is_undone(findings: &[Finding], start: u32, key: &str) -> bool {
    let own = findings.iter().filter(|f| f.place.span.start == start);
    own.flat_map(|f| &f.repairs).any(|repair| {
        let renames = |change: &Change| matches!(change, Change::RenameKey { to, .. } if to == key);
        repair.safety == Safety::Safe && repair.changes.iter().any(renames)
    })
}

#[test]
fn a_misspelt_key_is_safely_renamed_to_what_it_was() {
    let Some(corpus) = folder("../shared/corpus/layers") else { return };
    let mut layers: Vec<_> = std::fs::read_dir(corpus).unwrap().flatten().map(|l| l.path().join("layer.yml")).collect();
    layers.sort();
    let texts: Vec<String> = layers.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let dialect = ov_project::Dialect { version: ov_schema::CalVer::parse("2026.144.1443") };
    let read = |text: &str| LayerFile::read(text, &Tree::parse(text), dialect, None);
    let keys: Vec<Vec<Known>> = texts.iter().map(|text| known_keys(&read(text))).collect();
    let mut random = Random(0x5eed_0fa1_1ab1_e5e5);
    let (mut cases, mut undone, mut misses) = (0, 0, Vec::new());
    while cases < CASES {
        let file = random.below(texts.len());
        let Known { within, span } = &keys[file][random.below(keys[file].len())];
        let key = &texts[file][span.range()];
        let wrong = slip(key, &mut random);
        if wrong.is_empty() || ov_schema::get(*within).find(&wrong).is_some() || wrong == key {
            continue;
        }
        cases += 1;
        let mut text = texts[file].clone();
        text.replace_range(span.range(), &wrong);
        if is_undone(&findings(text), span.start, key) {
            undone += 1;
        } else {
            misses.push(format!("{wrong} for {key} in {}", ov_schema::get(*within).title));
        }
    }
    eprintln!("{undone} of {cases} undone; not: {misses:#?}");
    assert!(undone * 100 >= cases * 95, "{undone} of {cases}: {misses:#?}");
}
