//! The law of edits for facts and findings: what an edit keeps equals what a fresh look finds.
//!
//! `OV_LAW_EDITS` sets the number of edits (default 4,000).
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use fastrand::Rng;
use ov_project::{Config, Graph, LayerFile, MemoryFiles, Project, Targets, load};
use ov_rules::{Context, Finding, Index, LayerFindings, Settings};
use ov_syntax::{Source, Span, Text, Tree};
use std::path::Path;
use std::sync::Arc;

const ROOT: &str = "/project";
const ROOT_FILE: &str = "version: 2026.144.1443
discover: {layer: [layers]}
image:
  web: {distro: ['fedora:43', fedora], build: [rpm], layer: [web]}
  deb: {distro: ['debian:13', debian], build: [deb], layer: [web]}
";
/// Pieces that authors type, and that turn the meaning of what follows.
const PIECES: [&str; 24] = [
    "a",
    "x: y",
    "\n",
    "\n  ",
    "\n    - ",
    ": ",
    "- ",
    "#",
    " # ",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "|\n",
    "&a ",
    "*a",
    "\t",
    "# ov-lsp: ignore[unknown-key]\n",
    "\n  service:\n",
    "package_map:",
    "use_packaged: x.service",
    "é",
];

fn edits() -> usize {
    std::env::var("OV_LAW_EDITS").ok().and_then(|v| v.parse().ok()).unwrap_or(4_000)
}

fn sources() -> Vec<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dirs = [manifest.join("../../layers"), manifest.join("../../../shared/corpus/layers")];
    let mut texts = Vec::new();
    for dir in dirs {
        let Ok(entries) = std::fs::read_dir(&dir) else {
            eprintln!("SKIPPED: {} is not here", dir.display());
            continue;
        };
        let mut paths: Vec<_> = entries.map(|e| e.unwrap().path().join("layer.yml")).collect();
        paths.sort();
        texts.extend(paths.iter().filter_map(|p| std::fs::read_to_string(p).ok()));
    }
    texts
}

fn project(text: &str) -> Project {
    let root = Path::new(ROOT);
    let files = [(root.join("overthink.yml"), ROOT_FILE), (root.join("layers/web/layer.yml"), text)];
    load(root, &MemoryFiles::new(files), Config::default())
}

fn sorted(mut findings: Vec<Finding>) -> Vec<String> {
    let key = |f: &Finding| (f.place, f.rule.id, f.message.clone());
    findings.sort_by_key(key);
    findings.iter().map(|f| format!("{f:?}")).collect()
}

/// A random replacement, at most a few lines long.
fn change(random: &mut Rng, text: &Text) -> (Span, String) {
    let start = random.usize(..=text.len());
    let end = match random.usize(..4) {
        0 => start + random.usize(..120),
        1 => start + random.usize(..8),
        _ => start,
    };
    let inserted = match random.usize(..6) {
        0 => String::new(),
        // A piece of the text itself, at another indent perhaps.
        1 => {
            let from = random.usize(..=text.len());
            text.text(from..from + random.usize(..200)).into_owned()
        }
        _ => random.choice(PIECES).unwrap().to_owned(),
    };
    (Span::new(start as u32, end.min(text.len()) as u32), inserted)
}

#[test]
fn facts_and_findings_after_edits_are_those_of_a_fresh_look() {
    let sources = sources();
    let total = edits();
    let settings = Settings::default();
    let rules: Vec<_> = settings.active_rules().collect();
    let mut random = Rng::with_seed(0x9E37_79B9_7F4A_7C15);
    let mut done = 0;
    while done < total {
        let source = &sources[random.usize(..sources.len())];
        let mut project = project(source);
        let mut text = Text::new(source);
        let mut tree = Tree::parse(source);
        let mut findings: Option<LayerFindings> = None;
        for _ in 0..25 {
            let (span, inserted) = change(&mut random, &text);
            let before = text.text(0..text.len()).into_owned();
            let change = text.edit(span, &inserted);
            let edited = tree.edit(&text, change);
            let layer = LayerFile::read(&text, &edited, project.dialect, Some(&project.layers[0].content));
            let now = text.text(0..text.len()).into_owned();
            let fresh = LayerFile::read(&*now, &Tree::parse(&now), project.dialect, None);
            assert!(edited == Tree::parse(&now), "trees differ after {span:?} -> {inserted:?} in:\n{before}");
            assert!(layer == fresh, "facts differ after {span:?} -> {inserted:?} in:\n{before}");
            tree = edited;
            project.layers[0].content = Arc::new(layer);
            let graph = Graph::new(&project);
            let targets = Targets::new(&project, &graph);
            let context = Context { project: &project, graph: &graph, targets: &targets, index: &Index::default() };
            let id = project.layer_named("web").unwrap();
            let kept = LayerFindings::update(context, id, &rules, findings.as_ref());
            let anew = LayerFindings::update(context, id, &rules, None);
            assert_eq!(
                sorted(kept.findings()),
                sorted(anew.findings()),
                "after {span:?} -> {inserted:?} in:\n{before}"
            );
            findings = Some(kept);
            done += 1;
        }
    }
    eprintln!("{done} edits over {} layers: 0 differences", sources.len());
}
