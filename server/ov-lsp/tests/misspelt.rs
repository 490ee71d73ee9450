//! Slips of the pen: `check --fix` undoes what is lost, doubled or swapped in the keys of a real project, and does nothing else.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use fastrand::Rng;
use ov_lsp::check::{CheckRequest, analyse};
use ov_lsp::disk::DiskFiles;
use ov_lsp::fix::{Repaired, repair};
use ov_lsp::overlay::Overlay;
use ov_project::{CONFIG_FILE, Config, Dialect, Files, LayerFile, Value};
use ov_schema::{CalVer, StructId};
use ov_syntax::{Span, Tree};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const CASES: usize = 900;
const VERSION: &str = "2026.144.1443";

/// A key as written, and the struct that knows it.
struct Known {
    within: StructId,
    span: Span,
}

fn known_keys(text: &str) -> Vec<Known> {
    let dialect = Dialect { version: CalVer::parse(VERSION) };
    let file = LayerFile::read(text, &Tree::parse(text), dialect, None);
    let mut found = vec![Known { within: StructId::LAYER_FILE, span: file.head }];
    found.extend(file.fields.iter().map(|field| Known { within: StructId::LAYER, span: field.key_span }));
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
fn slip(key: &str, random: &mut Rng) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    let at = random.usize(..letters.len());
    match random.usize(..3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

/// A layer of the project and where its keys are.
struct Layer {
    path: PathBuf,
    text: String,
    keys: Vec<Known>,
}

/// A layer with one key misspelt.
struct Case<'l> {
    layer: &'l Layer,
    key: &'l Known,
    wrong: String,
}

impl<'l> Case<'l> {
    /// None where the slip gives a key that is known, or changes nothing.
    fn new(layer: &'l Layer, random: &mut Rng) -> Option<Self> {
        let key = &layer.keys[random.usize(..layer.keys.len())];
        let right = &layer.text[key.span.range()];
        let wrong = slip(right, random);
        let is_known = ov_schema::get(key.within).find(&wrong).is_some();
        (!wrong.is_empty() && wrong != right && !is_known).then_some(Self { layer, key, wrong })
    }

    fn text(&self) -> String {
        let mut text = self.layer.text.clone();
        text.replace_range(self.key.span.range(), &self.wrong);
        text
    }

    fn told(&self) -> String {
        let right = &self.layer.text[self.key.span.range()];
        let name = self.layer.path.strip_prefix(corpus().unwrap()).unwrap().display();
        format!("{} for {right} in {}, {name}", self.wrong, ov_schema::get(self.key.within).title)
    }

    /// Whether all that differs from the misspelt text is the key.
    fn changes_only_the_key(&self, text: &str) -> bool {
        let Span { start, end } = self.key.span;
        let (before, behind) = (&self.layer.text[..start as usize], &self.layer.text[end as usize..]);
        let key = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(behind));
        key.is_some_and(|key| !key.contains('\n'))
    }
}

fn corpus() -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").canonicalize().ok();
    if found.is_none() {
        eprintln!("SKIPPED: ../shared/corpus is not here");
    }
    found
}

/// What `check --fix` makes of the project.
fn fixed(root: &Path, files: &dyn Files) -> Repaired {
    let config = files.read(&root.join(CONFIG_FILE)).map(|text| Config::read(&text)).unwrap_or_default();
    let request = CheckRequest::whole(root, config);
    repair(files, false, &|files| analyse(&request, files)).unwrap()
}

fn layers(root: &Path, files: &dyn Files) -> Vec<Layer> {
    let folder = root.join("layers");
    let paths = files.list(&folder).unwrap().into_iter().map(|layer| folder.join(layer.name).join("layer.yml"));
    let read = paths.filter_map(|path| Some((files.read(&path).ok()?.to_string(), path)));
    read.map(|(text, path)| Layer { keys: known_keys(&text), path, text }).collect()
}

#[derive(Default)]
struct Tally {
    cases: usize,
    undone: usize,
    missed: Vec<String>,
    touched_more: Vec<String>,
}

impl Tally {
    /// One misspelt key in each of the layers, all mended in one run.
    fn round(&mut self, root: &Path, files: &dyn Files, cases: &[Case<'_>]) {
        let mut misspelt = Overlay::new(files);
        for case in cases {
            misspelt.put(case.layer.path.clone(), case.text().into());
        }
        let repaired = fixed(root, &misspelt);
        assert!(repaired.settled && repaired.deletes.is_empty());
        let known: BTreeSet<&Path> = cases.iter().map(|case| &*case.layer.path).collect();
        let others = repaired.changes.iter().filter(|change| !known.contains(&*change.path));
        self.touched_more.extend(others.map(|change| change.path.display().to_string()));
        for case in cases {
            let change = repaired.changes.iter().find(|change| change.path == case.layer.path);
            self.count(case, change.map(|change| &*change.after));
        }
    }

    fn count(&mut self, case: &Case<'_>, after: Option<&str>) {
        self.cases += 1;
        match after {
            Some(text) if text == case.layer.text => self.undone += 1,
            Some(text) if !case.changes_only_the_key(text) => self.touched_more.push(case.told()),
            _ => self.missed.push(case.told()),
        }
    }
}

#[test]
fn a_misspelt_key_is_restored_and_nothing_else_changes() {
    let Some(root) = corpus() else { return };
    let disk = DiskFiles::default();
    // What the project has to fix of its own is done beforehand.
    let mut files = Overlay::new(&disk);
    for change in fixed(&root, &disk).changes {
        files.put(change.path, change.after);
    }
    let layers = layers(&root, &files);
    let mut random = Rng::with_seed(0x5eed_0fa1_1ab1_e5e5);
    let mut tally = Tally::default();
    while tally.cases < CASES {
        let cases: Vec<_> = layers.iter().filter_map(|layer| Case::new(layer, &mut random)).collect();
        tally.round(&root, &files, &cases);
    }
    let Tally { cases, undone, missed, touched_more } = tally;
    eprintln!("summary: {undone} of {cases} misspelt keys restored byte for byte; not: {missed:#?}");
    assert!(touched_more.is_empty(), "more than the key changed: {touched_more:#?}");
    assert!(undone * 100 >= cases * 95, "{undone} of {cases}");
}
