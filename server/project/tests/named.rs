//! Layer files that somebody names.
#![allow(clippy::unwrap_used)]

use ov_project::{Config, MemoryFiles, load_with};
use std::path::{Path, PathBuf};

fn layers(named: &[&str]) -> Vec<String> {
    let files = MemoryFiles::new([
        ("/p/overthink.yml", "version: 2026.144.1443\ndiscover:\n  layer: [layers]\n"),
        ("/p/image.yml", "image:\n  x: {layer: [a]}\n"),
        ("/p/layers/a/layer.yml", "layer: {}\n"),
        ("/p/else/b/layer.yml", "layer: {}\n"),
        ("/p/else/c/other.yml", "layer: {}\n"),
    ]);
    let named: Vec<PathBuf> = named.iter().map(PathBuf::from).collect();
    let project = load_with(Path::new("/p"), &files, Config::default(), &named);
    project.layers.iter().map(|layer| project.file(layer.file).display.to_string()).collect()
}

#[test]
fn named_layers_come_on_top() {
    assert_eq!(layers(&[]), ["layers/a/layer.yml"]);
    assert_eq!(layers(&["/p/else/b"]), ["layers/a/layer.yml", "else/b/layer.yml"]);
    assert_eq!(layers(&["/p/else/c/other.yml"]), ["layers/a/layer.yml", "else/c/other.yml"]);
}

#[test]
fn what_is_reached_or_no_layer_is_not_added() {
    for named in ["/p/layers/a", "/p/layers/a/layer.yml", "/p/overthink.yml", "/p/image.yml", "/p/else"] {
        assert_eq!(layers(&[named]), ["layers/a/layer.yml"], "{named}");
    }
}

#[test]
fn a_layer_from_a_folder_has_the_name_it_is_given() {
    let files = MemoryFiles::new([
        ("/p/overthink.yml", "version: 2026.144.1443\nlayer: {given: {from: else/folder}}\n"),
        ("/p/else/folder/layer.yml", "layer: {}\n"),
    ]);
    let project = load_with(Path::new("/p"), &files, Config::default(), &[]);
    assert!(project.layer_named("given").is_some() && project.layer_named("folder").is_none());
}
