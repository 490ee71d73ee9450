//! The examples of the format's description, and the listing of its own documentation.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::Differences;
use ov_project::{MemoryFiles, Project};
use ov_render::init::{InitTemplates, TemplateSource};
use ov_render::services::{LayerPreview, RenderOptions, preview};
use std::fs;
use std::path::Path;

fn render(project: &Project, layer: &str) -> LayerPreview {
    let options = RenderOptions { home: "/home/user".into(), ..RenderOptions::default() };
    let layer = project.layer(project.layer_named(layer).unwrap());
    preview(&InitTemplates::new(project), layer, project.dialect, &options)
}

fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Compares a layer with the files of a golden folder, which must be all that is rendered.
fn compare(golden: &Path, ours: &LayerPreview, found: &mut Differences) {
    let mut files = std::collections::BTreeMap::new();
    let mut add = |name: &str, text: String| files.insert(name.to_owned(), text);
    if let Some(fragment) = &ours.supervisord.fragment {
        add(&fragment.file, fragment.text.clone());
    }
    for unit in ours.systemd.entries.iter().filter_map(|e| e.outcome.as_ref().ok()?.as_ref()) {
        add(unit.path.rsplit('/').next().unwrap(), unit.text.clone());
    }
    add("systemd-actions.txt", lines(ours.systemd.actions().iter().map(String::as_str)));
    let expected = fs::read_dir(golden).unwrap().map(|e| e.unwrap().path());
    let expected =
        expected.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&p).unwrap()));
    found.same(&golden.display().to_string(), &files, &expected.collect());
}

fn examples() -> Option<MemoryFiles> {
    let (examples, corpus) = (common::spec_examples()?, common::corpus()?);
    let mut files = MemoryFiles::default();
    common::add_tree(&mut files, &examples, Path::new("/e"));
    files.insert("/e/build.yml", fs::read_to_string(corpus.join("build.yml")).unwrap());
    let root = fs::read_to_string(examples.join("overthink.yml")).unwrap();
    files.insert("/e/overthink.yml", root.replace("import:", "import:\n    - build.yml"));
    Some(files)
}

#[test]
fn example_layers_render_as_described() {
    let Some(files) = examples() else { return };
    let golden = common::spec_examples().unwrap().join("golden");
    let project = common::read_project(&files, Path::new("/e"));
    let mut found = Differences::default();
    for entry in fs::read_dir(&golden).unwrap().map(|e| e.unwrap().path()) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with("seed") {
            compare(&entry, &render(&project, &name), &mut found);
        }
    }
    found.finish("examples");
}

/// The seed's service list as a layer.
fn seed_layer(replace: (&str, &str)) -> Option<String> {
    let list = fs::read_to_string(common::spec_examples()?.join("seed/virtualization-service.yml")).unwrap();
    Some(format!("layer:\n  {}", list.replace(replace.0, replace.1).replace('\n', "\n  ")))
}

#[test]
fn a_declared_version_drops_what_its_loader_drops() {
    let (Some(mut files), Some(spelled)) = (examples(), seed_layer(("", ""))) else { return };
    let golden = common::spec_examples().unwrap().join("golden");
    let mut found = Differences::default();
    files.insert("/e/virtualization/layer.yml", spelled);
    let project = common::read_project(&files, Path::new("/e"));
    compare(&golden.join("seed-as-spelled/virtualization"), &render(&project, "virtualization"), &mut found);
    files.insert("/e/virtualization/layer.yml", seed_layer(("start_secs", "start_sec")).unwrap());
    let project = common::read_project(&files, Path::new("/e"));
    compare(&golden.join("seed-start_sec/virtualization"), &render(&project, "virtualization"), &mut found);
    found.finish("seed under a declared version");
}

#[test]
fn without_a_project_template_the_seed_gives_its_own_listing() {
    let Some(layer) = seed_layer(("", "")) else { return };
    let printed = common::spec_examples().unwrap().join("seed/virtualization-supervisor-as-printed.conf");
    let files = MemoryFiles::new([("/p/layers/virtualization/layer.yml", layer)]);
    let project = common::read_project(&files, Path::new("/p"));
    let ours = render(&project, "virtualization");
    assert_eq!(ours.templates, TemplateSource::Embedded);
    assert_eq!(ours.supervisord.fragment.unwrap().text, fs::read_to_string(printed).unwrap());
}
