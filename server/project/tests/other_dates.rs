//! Projects from before `discover:`, and from after the layers of this dialect.
#![allow(clippy::unwrap_used)]

use ov_project::{Config, MemoryFiles, Project, load};
use std::path::Path;

fn project(files: &[(&str, &str)]) -> Project {
    load(Path::new("/p"), &MemoryFiles::new(files.iter().copied()), Config::default())
}

fn layers(root: &str) -> Vec<String> {
    let project = project(&[("/p/overthink.yml", root), ("/p/layers/a/layer.yml", "layer: {}\n")]);
    project.layers.iter().map(|layer| layer.name.to_string()).collect()
}

#[test]
fn without_a_version_layers_may_be_where_they_always_were() {
    assert_eq!(layers("image: {}\n"), ["a"]);
    assert_eq!(layers("version: 4\nimage: {}\n"), ["a"]);
    assert!(layers("version: 2026.144.1443\nimage: {}\n").is_empty());
    assert!(layers("discover: {layer: [elsewhere]}\n").is_empty());
    assert_eq!(layers("layer: {b: {package: [git]}}\n"), ["b"]);
}

#[test]
fn nothing_of_a_later_dialect_is_read() {
    for root in ["box: {web: {base: x}}\n", "discover: {candy: [candy]}\n", "version: 2026.156.557\nbox: {}\n"] {
        let project = project(&[("/p/overthink.yml", root), ("/p/layers/a/layer.yml", "layer: {}\n")]);
        assert!(project.is_of_later_dialect && project.files.is_empty(), "{root}");
    }
    assert!(!project(&[("/p/overthink.yml", "version: 2026.144.1443\nbox: {}\n")]).is_of_later_dialect);
}

#[test]
fn another_project_of_a_later_dialect_is_out_of_reach() {
    let project = project(&[
        ("/p/overthink.yml", "version: 2026.144.1443\nimport: [far: far]\n"),
        ("/p/far/overthink.yml", "version: 2026.156.557\nbox: {}\n"),
    ]);
    assert!(project.namespaces[0].project.is_none());
    assert!(project.unresolved[0].reason.contains("later dialect"));
}
