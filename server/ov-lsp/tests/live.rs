//! The law of edits for an open project: what is found after any edits is what is found in the same texts read anew.
//!
//! `OV_LAW_EDITS` sets the number of edits (default 120).
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use fastrand::Rng;
use ov_lsp::workspace::LiveProject;
use ov_project::{LayerFile, MemoryFiles};
use ov_syntax::{Source, Span, Text, Tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Pieces that authors type, and that turn the meaning of what follows.
const PIECES: [&str; 12] = [
    "a",
    "\n",
    "\n    - ",
    ": ",
    "#",
    "\"",
    "[",
    "\n    skip: true",
    "\n    scope: deploy",
    "\n    package_map: {debian: other}",
    "\n  require: [openssh]\n",
    "\n  port: [tcp:8080]\n",
];
/// Keys whose values are taken for one another.
const KEYS: [&str; 10] =
    ["id", "name", "use_packaged", "exec", "package", "scope", "skip", "service", "version", "command"];

/// A layer as an editor holds it.
struct Open {
    path: PathBuf,
    original: String,
    text: Text,
    tree: Tree,
}

struct Workspace {
    root: PathBuf,
    others: BTreeMap<PathBuf, String>,
    layers: Vec<Open>,
    live: LiveProject,
    random: Rng,
}

impl Workspace {
    fn new(root: &Path, seed: u64) -> Self {
        let mut others = BTreeMap::new();
        collect(&root.join("layers"), &mut others);
        for entry in fs::read_dir(root).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "yml") {
                others.insert(path.clone(), fs::read_to_string(&path).unwrap());
            }
        }
        let (layers, others): (BTreeMap<_, _>, _) =
            others.into_iter().partition(|(path, _)| path.ends_with("layer.yml"));
        let open = |(path, original): (PathBuf, String)| {
            let (text, tree) = (Text::new(&original), Tree::parse(&original));
            Open { path, original, text, tree }
        };
        let layers: Vec<Open> = layers.into_iter().map(open).collect();
        let texts = layers.iter().map(|l| (l.path.clone(), l.original.clone())).chain(others.clone());
        let live = LiveProject::load(root, &MemoryFiles::new(texts));
        Self { root: root.into(), others, layers, live, random: Rng::with_seed(seed) }
    }

    fn fresh(&self) -> LiveProject {
        let texts = self.layers.iter().map(|l| (l.path.clone(), l.text.to_string())).chain(self.others.clone());
        LiveProject::load(&self.root, &MemoryFiles::new(texts))
    }

    /// Edits one layer at random; says how.
    fn edit(&mut self) -> String {
        let index = self.random.usize(..self.layers.len());
        let (span, new) = match self.random.usize(..8) {
            0 => (Span::new(0, self.layers[index].text.len() as u32), self.layers[index].original.clone()),
            1 => self.piece(index),
            2 => self.line(index),
            _ => self.value(index).unwrap_or_else(|| self.piece(index)),
        };
        let layer = &mut self.layers[index];
        let change = layer.text.edit(span, &new);
        layer.tree = layer.tree.clone().edit(&layer.text, change);
        if let Some(file) = self.live.file(&layer.path) {
            let before = self.live.layer_file(file);
            let content = LayerFile::read(&layer.text, &layer.tree, self.live.project().dialect, before);
            self.live.replace_layer(file, content);
        }
        format!("{span:?} -> {new:?} in {}", layer.path.display())
    }

    fn piece(&mut self, index: usize) -> (Span, String) {
        let text = self.layers[index].text.to_string();
        let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let at = match self.random.usize(..2) {
            0 => self.random.choice(&ends).copied().unwrap_or_default(),
            _ => (0..=self.random.usize(..=text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default(),
        };
        (Span::empty(at as u32), self.random.choice(PIECES).unwrap().to_owned())
    }

    /// Takes a line out, or writes it twice.
    fn line(&mut self, index: usize) -> (Span, String) {
        let text = self.layers[index].text.to_string();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let at = self.random.usize(..lines.len().max(1));
        let start: usize = lines[..at].iter().map(|line| line.len()).sum();
        let line = lines.get(at).copied().unwrap_or_default();
        let new = if self.random.usize(..2) == 0 { String::new() } else { line.repeat(2) };
        (Span::new(start as u32, (start + line.len()) as u32), new)
    }

    /// Puts the value of a key, or an item, in the place of another one.
    fn value(&mut self, index: usize) -> Option<(Span, String)> {
        let text = self.layers[index].text.to_string();
        let key = if self.random.usize(..4) > 0 { self.random.choice(KEYS) } else { None };
        let own: Vec<(usize, &str)> = values(&text, key).collect();
        let other = self.random.usize(..self.layers.len());
        let theirs = self.layers[other].text.to_string();
        let theirs: Vec<&str> = values(&theirs, key).map(|(_, value)| value).collect();
        let (at, old) = *self.random.choice(&own)?;
        let new = (*self.random.choice(&theirs)?).to_owned();
        Some((Span::new(at as u32, (at + old.len()) as u32), new))
    }

    fn compare(&mut self, index: usize, cause: &str) {
        let path = self.layers[index].path.clone();
        let mut fresh = self.fresh();
        let (Some(file), Some(file_anew)) = (self.live.file(&path), fresh.file(&path)) else { return };
        let (kept, anew) = (self.live.findings(file), fresh.findings(file_anew));
        assert_eq!(kept, anew, "{} after {cause}:\n{}", path.display(), self.layers[index].text);
    }
}

/// What stands behind a key, or in a list, up to the end of the line.
fn values<'t>(text: &'t str, key: Option<&str>) -> impl Iterator<Item = (usize, &'t str)> {
    let start = key.map_or("- ".to_owned(), |key| format!("{key}: "));
    let places: Vec<usize> = text.match_indices(&start).map(|(at, _)| at + start.len()).collect();
    places.into_iter().map(|at| (at, text[at..].lines().next().unwrap_or_default()))
}

fn collect(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.ends_with("layer.yml") {
            found.insert(path.clone(), fs::read_to_string(&path).unwrap());
        }
    }
}

fn edits() -> usize {
    std::env::var("OV_LAW_EDITS").ok().and_then(|v| v.parse().ok()).unwrap_or(120)
}

fn holds(project: &str, seed: u64) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(project).canonicalize().unwrap();
    let mut workspace = Workspace::new(&root, seed);
    for done in 0..edits() {
        let cause = workspace.edit();
        let cause = format!("{done} edits, the last {cause}");
        // What is not looked at after every edit must know of all edits since.
        for _ in 0..workspace.random.usize(..3) {
            let index = workspace.random.usize(..workspace.layers.len());
            workspace.compare(index, &cause);
        }
    }
}

#[test]
fn an_open_project_says_what_a_fresh_one_says() {
    holds(".", 0x9E37_79B9_7F4A_7C15);
}

#[test]
fn so_does_one_with_templates_of_its_own() {
    holds("tests/projects/versioned", 0x1234_5678_9ABC_DEF1);
}
