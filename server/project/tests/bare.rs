//! Folders of layers without a layer file.
#![allow(clippy::unwrap_used)]

use ov_project::{Config, Graph, MemoryFiles, Project, load};
use std::path::Path;

fn project(root: Option<String>) -> Project {
    let layers = [
        ("/p/layers/a/layer.yml", "layer: {require: [b]}\n"),
        ("/p/layers/b/pixi.toml", ""),
        ("/p/layers/group/c/layer.yml", "layer: {}\n"),
        ("/p/layers/group/b/layer.yml", "layer: {}\n"),
        ("/p/layers/d/README.md", ""),
        ("/p/layers/.hidden/x", ""),
        ("/p/layers/notes.md", ""),
    ];
    let root = root.map(|text| ("/p/overthink.yml", text));
    let layers = layers.into_iter().map(|(path, text)| (path, text.to_owned()));
    load(Path::new("/p"), &MemoryFiles::new(layers.chain(root)), Config::default())
}

fn names(project: &Project) -> Vec<&str> {
    project.layers.iter().map(|layer| layer.name.as_str()).collect()
}

#[test]
fn is_an_empty_layer_of_a_plain_folder() {
    let project = project(None);
    assert_eq!(names(&project), ["a", "b", "c", "d"]);
    let absent = project.layers.iter().filter(|layer| !project.file(layer.file).is_present());
    assert_eq!(absent.map(|layer| layer.name.as_str()).collect::<Vec<_>>(), ["d"]);
    let d = project.layer(project.layer_named("d").unwrap());
    assert!(d.content.fields.is_empty() && d.has_file("README.md"));
    assert!(project.shadowed.is_empty());
}

#[test]
fn has_content_where_it_has_a_manifest() {
    let files = [("/p/layers/a/layer.yml", "layer: {require: [b]}\n"), ("/p/layers/b/pixi.toml", "")];
    let project = load(Path::new("/p"), &MemoryFiles::new(files), Config::default());
    let [a, b] = ["a", "b"].map(|name| project.layer_named(name).unwrap());
    assert!(project.layer(b).has_content());
    assert_eq!(Graph::new(&project).needs(a).layers, [b]);
}

#[test]
fn is_one_below_what_a_root_file_discovers() {
    let discover = |path: &str| project(Some(format!("version: 2026.144.1443\ndiscover: {{layer: [{path}]}}\n")));
    assert_eq!(names(&discover("layers")), ["a", "b", "c", "d"]);
    assert_eq!(names(&discover("layers/group")), ["b", "c"]);
    assert_eq!(names(&discover("layers/d")), [""; 0]);
    assert_eq!(names(&discover(".")), ["a", "b", "c"], "a project has other folders than layers");
}
