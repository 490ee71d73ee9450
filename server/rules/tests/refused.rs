//! What the real program refuses, we refuse: its answers for made-up layers against ours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, missing_docs)]

#[path = "harness/disk.rs"]
mod disk;

use disk::{Disk, folder};
use ov_project::{Config, MemoryFiles, load};
use ov_rules::{Settings, Severity, check};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The goldens come from the program of this version.
const ROOT: &str = "version: 2026.144.1443\ndiscover:\n  layer: [layers]\n";

/// Reasons that are not a matter of shape, content or reference.
const OTHER_REASONS: [&str; 2] = ["check has no verb set", "must be a unit name"];

/// A golden file, from `$OV_GOLDEN` or beside the repository.
fn golden(below: &str) -> Option<PathBuf> {
    match std::env::var_os("OV_GOLDEN") {
        Some(dir) => Some(PathBuf::from(dir).join(below)),
        None => folder(&format!("../shared/golden/{below}")),
    }
}

/// The errors we find in one made-up layer that stands alone in a project; `None` where it has no layer file.
fn errors(layer: &str) -> Option<Vec<&'static str>> {
    let dir = golden("synthetic/layers")?.join(layer);
    let text = std::fs::read_to_string(dir.join("layer.yml")).ok()?;
    let mut files = MemoryFiles::new([("/project/overthink.yml".to_owned(), ROOT.to_owned())]);
    files.insert(format!("/project/layers/{layer}/layer.yml"), text);
    for member in std::fs::read_dir(&dir).unwrap().flatten().filter(|m| m.file_name() != "layer.yml") {
        files.insert(format!("/project/layers/{layer}/{}", member.file_name().to_string_lossy()), "");
    }
    let project = load(Path::new("/project"), &files, Config::default());
    let findings = check(&project, &Settings::default(), &Disk).findings;
    Some(findings.iter().filter(|f| f.severity == Severity::Error).map(|f| f.rule.id).collect())
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    Some(serde_json::from_str(&std::fs::read_to_string(golden(name)?).unwrap()).unwrap())
}

#[test]
fn what_the_program_cannot_parse_has_exactly_one_error() {
    let Some(refused) = read::<BTreeMap<String, String>>("parse_errors.json") else { return };
    for (layer, why) in &refused {
        let shape = errors(layer).unwrap();
        // The program stops at the first error; that these layers stand alone and install nothing is another matter.
        let own =
            shape.iter().filter(|id| !matches!(**id, "layer-has-content" | "version-required" | "require-unknown"));
        assert_eq!(own.count(), 1, "{layer}: {why}\nours: {shape:?}");
    }
}

#[test]
fn what_the_program_finds_invalid_is_an_error() {
    let Some(refused) = read::<BTreeMap<String, Vec<String>>>("synthetic/validate_each.json") else { return };
    let unread: BTreeMap<String, String> = read("parse_errors.json").unwrap();
    let mut compared = 0;
    for (layer, reasons) in refused.iter().filter(|(layer, _)| !unread.contains_key(*layer)) {
        let Some(found) = errors(layer) else { continue };
        for (words, rule) in
            [("missing required `version:`", "version-required"), ("must have at least one", "layer-has-content")]
        {
            let theirs = reasons.iter().any(|r| r.contains(words));
            // An empty file lacks both, which is one mistake.
            let is_said = found.contains(&rule) || theirs && found == ["layer-has-content"];
            assert_eq!(is_said, theirs, "{layer}: {rule}\ntheirs: {reasons:?}\nours: {found:?}");
        }
        let is_ours = reasons.iter().any(|r| !OTHER_REASONS.iter().any(|words| r.contains(words)));
        assert!(!is_ours || !found.is_empty(), "{layer}: {reasons:?}");
        compared += 1;
    }
    assert!(compared > 40, "only {compared} layers compared");
}
