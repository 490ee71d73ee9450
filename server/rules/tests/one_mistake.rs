//! One mistake is one finding: what follows from it is not told as well.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "harness/disk.rs"]
mod disk;

use disk::Disk;
use ov_project::{Config, MemoryFiles, load};
use ov_rules::{Settings, check};
use std::path::Path;

const ROOT: &str = "version: 2026.144.1443\ndiscover:\n  layer: [layers]\n";

fn rules(layer: &str) -> Vec<&'static str> {
    rules_of(&[("overthink.yml", ROOT), ("layers/web/layer.yml", layer)])
}

fn rules_of(files: &[(&str, &str)]) -> Vec<&'static str> {
    let files = MemoryFiles::new(files.iter().map(|(name, text)| (Path::new("/project").join(name), *text)));
    let project = load(Path::new("/project"), &files, Config::default());
    check(&project, &Settings::default(), &Disk).findings.iter().map(|f| f.rule.id).collect()
}

#[test]
fn an_old_flat_file() {
    let old = "name: web\ninfo: old\nstatus: working\ndepends: [base]\nrpm:\n  packages: [git]\ndebian:13:\n  \
               packages: [git]\nservice: |\n  [program:web]\n  command=/usr/bin/web\nports: [80]\n";
    let base = ("layers/base/layer.yml", "layer:\n  version: 2026.144.1443\n  package: [git]\n");
    let web = ("layers/web/layer.yml", old);
    assert_eq!(rules_of(&[("overthink.yml", ROOT), base, web]), ["wrapper-required"]);
    assert_eq!(rules_of(&[base, web]), ["wrapper-required"]);
}

#[test]
fn a_missing_or_misspelt_wrapper() {
    assert_eq!(rules("version: 2026.144.1443\npackage: [git]\n"), ["wrapper-required"]);
    assert_eq!(rules("layr:\n  version: 2026.144.1443\n  package: [git]\n"), ["unknown-key"]);
    assert_eq!(rules("layers:\n  version: 2026.144.1443\n  package: [git]\n"), ["legacy-plural-root"]);
}

#[test]
fn files_without_content() {
    for text in ["", "# only this\n", "---\n...\n", "layer:\n", "layer: {}\n"] {
        assert_eq!(rules(text), ["layer-has-content"], "{text:?}");
    }
    assert_eq!(rules("- a\n- b\n"), ["top-level-mapping"]);
    assert_eq!(rules("layer: web\n"), ["wrong-type"]);
}

#[test]
fn half_typed_text() {
    for text in [
        "lay",
        "layer",
        "layer:\n  ver",
        "layer:\n  version: 2026.144.1443\n  pack",
        "layer:\n  version: 2026.144.1443\n  package: [git",
        "layer:\n  version: 2026.144.1443\n  package: [git]\n  env: {A: b\n",
        "layer:\n  version: 2026.144.1443\n  package: [git]\n  service:\n    - name: web\n      exec: \"/usr/bin/web\n",
        "layer:\n  version: 2026.144.1443\n  package: [git]\n  service:\n    - name: web\n      exe\n",
        "layer:\n  version: 2026.144.1443\n  package: [git]\n  serv\n  env:\n    A: b\n",
    ] {
        let found = rules(text);
        assert!(found.len() == 1, "{text:?}: {found:?}");
    }
}

#[test]
fn wrong_types() {
    assert_eq!(rules("layer:\n  version: 2026.144.1443\n  package: git\n"), ["wrong-type"]);
    assert_eq!(rules("layer:\n  version: [1]\n  package: [git]\n"), ["wrong-type"]);
    assert_eq!(
        rules("layer:\n  version: 2026.144.1443\n  package: [git]\n  service: |\n    [program:x]\n"),
        ["service-raw-ini"]
    );
}

#[test]
fn old_spellings_of_content() {
    for key in ["packages: [git]", "tasks: [{cmd: make}]"] {
        assert_eq!(rules(&format!("layer:\n  version: 2026.144.1443\n  {key}\n")), ["unknown-key"]);
    }
    assert_eq!(rules("layer:\n  version: 2026.144.1443\n  rpm: {packages: [git]}\n"), ["legacy-key-rejected"]);
    assert_eq!(rules("layer:\n  version: 2026.144.1443\n  fedora: {packages: [git]}\n"), ["legacy-distro-tag-section"]);
}

#[test]
fn what_is_not_here_is_no_mistake_of_those_who_name_it() {
    let user = "layer:\n  version: 2026.144.1443\n  package: [git]\n  require: [elsewhere]\n";
    let broken = "version: 2026.144.1443\nimport: [gone.yml]\ndiscover:\n  layer: [layers]\n";
    assert_eq!(rules_of(&[("overthink.yml", broken), ("layers/web/layer.yml", user)]), ["import-broken"]);
    let torn = "version: 2026.144.1443\ndiscover:\n  layer: [layers]\nimage: {a: [\n";
    assert_eq!(rules_of(&[("overthink.yml", torn), ("layers/web/layer.yml", user)]), ["syntax-error"]);
    let plural = "version: 2026.144.1443\ndiscover:\n  layer: [layers]\nimages:\n  a: {base: scratch}\n  b: {base: a}\n\
                  deploy:\n  c: {target: pod, image: b}\n";
    let good = "layer:\n  version: 2026.144.1443\n  package: [git]\n";
    assert_eq!(rules_of(&[("overthink.yml", plural), ("layers/web/layer.yml", good)]), ["legacy-plural-root"]);
}
