//! Refactorings that no finding asks for.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use ov_edit::{TextEdit, apply};
use ov_lsp::check::offers;
use ov_lsp::disk::DiskFiles;
use ov_lsp::merge::{Rendered, differences};
use ov_lsp::overlay::Overlay;
use ov_lsp::report::Fix;
use ov_project::{Config, Files, Graph, MemoryFiles, Targets, load};
use ov_rules::spread::{everywhere, hoist, lower};
use ov_rules::{Context, Derived, Index, LayerContext, Repair, sort_package_map};
use ov_syntax::Span;
use std::collections::BTreeSet;
use std::path::Path;

const ROOT: &str = "version: 2026.144.1443\ndiscover:\n  layer: [layers]\n";

fn files(layer: &str) -> MemoryFiles {
    MemoryFiles::new([("/p/overthink.yml", ROOT), ("/p/layers/web/layer.yml", layer)])
}

/// The title of a refactoring, and what it makes of the layer.
fn made(layer: &str, refactoring: impl Fn(&LayerContext<'_>) -> Option<Repair>) -> Option<(String, String)> {
    let files = files(layer);
    let project = load(Path::new("/p"), &files, Config::default());
    let graph = Graph::new(&project);
    let targets = Targets::new(&project, &graph);
    let context = Context { project: &project, graph: &graph, targets: &targets, index: &Index::default() };
    let id = project.layer_named("web").unwrap();
    let setting = context.setting(id);
    let repair = refactoring(&context.layer(id, &setting, &Derived::default()))?;
    let fix = offers(&[repair], &project, &files).pop().unwrap();
    Some((fix.title.clone(), edited(layer, &fix)))
}

fn edited(text: &str, fix: &Fix) -> String {
    let edit = |edit: &ov_lsp::report::Edit| TextEdit {
        span: Span::new(edit.place.start.offset, edit.place.end.offset),
        text: edit.text.clone(),
    };
    apply(text, &fix.edits.iter().map(edit).collect::<Vec<_>>())
}

const APART: &str = "\
layer:
  version: 2026.144.1443
  distro:
    fedora:
      package:
        - git # both
        - fd-find
    arch: {package: [fd, git]}
";
const TOGETHER: &str = "\
layer:
  version: 2026.144.1443
  package:
    - git
  distro:
    fedora:
      package:
        - fd-find
    arch: {package: [fd]}
";

#[test]
fn common_packages_are_listed_once_and_each_again() {
    let (title, text) = made(APART, hoist).unwrap();
    assert_eq!((title.as_str(), text.as_str()), ("List `git` once for all distros", TOGETHER));
    let (title, text) = made(TOGETHER, lower).unwrap();
    assert_eq!(title, "List the packages for all distros under fedora and arch each");
    assert_eq!(text, APART.replace("        - git # both\n        - fd-find\n", "        - fd-find\n        - git\n"));
    assert_eq!(made(TOGETHER, hoist), None);
    assert_eq!(made(APART, lower), None);
}

#[test]
fn a_package_goes_to_all_distros_by_its_names() {
    let before = APART.replace("git # both", "openssh-clients");
    let (title, text) = made(&before, |layer| everywhere(layer, "openssh-clients", "fedora")).unwrap();
    assert_eq!(title, "Install `openssh` for arch (its usual name) as well");
    assert_eq!(text, before.replace("[fd, git]", "[fd, git, openssh]"));
    assert_eq!(made(APART, |layer| everywhere(layer, "fd-find", "fedora")), None);
}

#[test]
fn maps_are_sorted_as_the_project_sorts_its_sections() {
    let sections = "  distro:\n    arch: {package: [a]}\n    fedora: {package: [b]}\n    debian: {package: [c]}\n";
    let head = format!("layer:\n  version: 2026.144.1443\n{sections}  eval:\n    - package: b\n      package_map:\n");
    let (arch, fedora, debian) = ("        # a\n        arch: a # one\n", "        fedora: b\n", "        debian: c\n");
    // What the map itself does counts too, so there are more of the other kind.
    let other = format!("    - package: b\n      package_map:\n{arch}{fedora}{debian}");
    let text = |order: [&str; 3]| format!("{head}{}{other}", order.concat());
    for order in [[fedora, debian, arch], [debian, fedora, arch], [debian, arch, fedora], [arch, debian, fedora]] {
        let before = text(order);
        let at = u32::try_from(before.find("fedora: b").unwrap()).unwrap();
        let (_, after) = made(&before, |layer| sort_package_map(layer, at)).unwrap();
        assert_eq!(after, text([arch, fedora, debian]));
    }
    let sorted = text([arch, fedora, debian]);
    let at = u32::try_from(sorted.find("fedora: b").unwrap()).unwrap();
    assert_eq!(made(&sorted, |layer| sort_package_map(layer, at)), None);
}

/// All of the project with one layer's text replaced.
fn with_text<'f>(files: &'f dyn Files, path: &Path, text: &str) -> Overlay<'f> {
    let mut changed = Overlay::new(files);
    changed.put(path.to_path_buf(), text.into());
    changed
}

#[test]
fn what_a_real_project_installs_stays_the_same() {
    let Ok(root) = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").canonicalize() else {
        eprintln!("SKIPPED: ../shared/corpus is not here");
        return;
    };
    let disk = DiskFiles::default();
    let project = load(&root, &disk, Config::default());
    let graph = Graph::new(&project);
    let targets = Targets::new(&project, &graph);
    let context = Context { project: &project, graph: &graph, targets: &targets, index: &Index::default() };
    let (mut offered, mut made) = (0, 0);
    // Each means to read all of the project again.
    for id in project.layer_ids().step_by(if cfg!(debug_assertions) { 4 } else { 1 }) {
        let (setting, derived, name) = (context.setting(id), Derived::default(), project.layer(id).name.to_string());
        let layer = context.layer(id, &setting, &derived);
        let repairs: Vec<Repair> = [hoist(&layer), lower(&layer)].into_iter().flatten().collect();
        offered += repairs.len();
        let path = &project.file(project.layer(id).file).path;
        let text = disk.read(path).unwrap();
        let names = BTreeSet::from([name]);
        let before = Rendered::of(&project, &names);
        for fix in offers(&repairs, &project, &disk) {
            let after = with_text(&disk, path, &edited(&text, &fix));
            let after = Rendered::of(&load(&root, &after, Config::default()), &names);
            assert_eq!(
                differences(&before, &after).iter().find(|line| !line.ends_with(": as before")),
                None,
                "{names:?}: {}",
                fix.title
            );
            made += 1;
        }
    }
    assert!(made > 5 && made * 10 >= offered * 9, "{made} of {offered}");
}
