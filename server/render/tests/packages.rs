//! Packages of small projects: older spellings, what is lost, whole images.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use ov_project::{MemoryFiles, Project};
use ov_render::packages::{Resolution, Target, image_packages, resolve};
use std::path::Path;

fn project(root: &str, layers: &[(&str, &str)]) -> Project {
    let layers = layers.iter().map(|(name, text)| (format!("/p/layers/{name}/layer.yml"), *text));
    let mut files = MemoryFiles::new(layers);
    if !root.is_empty() {
        files.insert("/p/overthink.yml", format!("discover: {{layer: [layers]}}\n{root}"));
    }
    common::read_project(&files, Path::new("/p"))
}

fn target(tags: &str, build: &str) -> Target {
    let list = |text: &str| text.split_whitespace().map(Into::into).collect();
    Target::new(list(tags), list(build))
}

/// What a layer installs, as text.
fn installed(project: &Project, tags: &str, build: &str) -> String {
    let target = target(tags, build).in_project(project);
    let resolved = resolve(&project.layers[0], &target, Resolution::of(project));
    let step = |s: &ov_render::packages::Step<'_>| {
        let names: Vec<&str> = s.packages.iter().map(|p| p.name.as_str()).collect();
        format!("{}: {}", s.format, names.join(" "))
    };
    resolved.steps.iter().map(step).collect::<Vec<_>>().join("; ")
}

const OLDEST: &str = "rpm: {packages: [x, y]}
deb: {packages: [d]}
pac: {packages: [p]}
aur: {packages: [u]}
ubuntu:24.04: {packages: [v]}
";

#[test]
fn sections_by_format_are_understood_where_no_version_is_declared() {
    let project = project("", &[("l", OLDEST)]);
    assert_eq!(installed(&project, "fedora:43 fedora", ""), "rpm: x y");
    assert_eq!(installed(&project, "debian:13 debian", ""), "deb: d");
    assert_eq!(installed(&project, "ubuntu:24.04 ubuntu", ""), "deb: v");
    assert_eq!(installed(&project, "arch", "pac aur"), "pac: p; aur: u");
    assert!(project.layers[0].has_install_files());
}

#[test]
fn the_rule_is_that_of_the_project() {
    let layer = [("l", "layer: {package: [a], distro: {fedora-43: {package: [b]}}}")];
    assert_eq!(installed(&project("version: 2026.144.1443", &layer), "fedora:43 fedora", ""), "rpm: b");
    assert_eq!(installed(&project("version: 2026.157.0310", &layer), "fedora:43 fedora", ""), "rpm: a b");
}

#[test]
fn what_is_lost_says_why() {
    let layer = "layer:
  package: [shared]
  distro:
    arch: {package: [a], aur: {package: [from-aur]}}
    ubuntu-24.04: {package: [u]}
    fedora: {package: [f]}
";
    let project = project("", &[("l", layer)]);
    let lost = |tags: &str, build: &str| -> Vec<String> {
        let resolved = resolve(&project.layers[0], &target(tags, build), Resolution::Replace);
        resolved.lost.iter().map(|l| format!("{} of {}: {}", l.name, l.section, l.reason)).collect()
    };
    assert_eq!(lost("arch", "pac"), ["from-aur of distro.arch.aur: the target does not build `aur` packages"]);
    let replaced = "shared of package: the section for `ubuntu:24.04` takes the place of all others";
    assert_eq!(lost("ubuntu:24.04 ubuntu", ""), [replaced]);
    let nowhere = "shared of package: `distro:` has no key for this distro, so `package:` goes nowhere";
    assert_eq!(lost("debian:13 debian", ""), [nowhere]);
    assert_eq!(lost("fedora", ""), Vec::<String>::new());
}

#[test]
fn formats_that_the_distro_does_not_define_install_nothing() {
    let layer =
        [("l", "layer: {distro: {fedora: {package: [a]}, debian: {package: [d]}, ubuntu-24.04: {package: [u]}}}")];
    let shipped = project("", &layer);
    assert_eq!(installed(&shipped, "fedora:43 fedora", "rpm deb"), "rpm: a");
    assert_eq!(installed(&shipped, "nosuch", "rpm"), "");
    assert_eq!(installed(&shipped, "", "rpm"), "");
    assert_eq!(installed(&shipped, "ubuntu:24.04 ubuntu", "rpm deb"), "", "the main format would install the section");
    let own = "distro: {mine: {inherits: root}, root: {format: {rpm: {}}}, loop: {inherits: loop, format: {deb: {}}}}";
    let own = project(&format!("version: 2026.144.1443\n{own}"), &layer);
    assert_eq!(installed(&own, "mine:1", "rpm deb"), "rpm: a");
    assert_eq!(installed(&own, "loop", "rpm deb"), "deb: d");
    assert_eq!(installed(&own, "debian", "deb"), "", "it is not the project's");
    let beyond = project("import: ['@github.com/o/r/build.yml:v1']\n", &layer);
    assert_eq!(installed(&beyond, "nosuch", "rpm"), "rpm: a", "what is defined elsewhere is not known");

    let target = target("nosuch", "rpm").in_project(&shipped);
    let lost = &resolve(&shipped.layers[0], &target, Resolution::Cascade).lost;
    assert_eq!(lost.len(), 0, "no section is for it");
}

#[test]
fn an_image_installs_each_package_once() {
    let project = project("", &[("a", "layer: {package: [git, tar]}"), ("b", "layer: {package: [tar, vim]}")]);
    let target = target("arch", "");
    let all = image_packages(&project, project.layer_ids().map(|id| (id, &target)), Resolution::Replace);
    let (format, list) = &all.formats[0];
    let pairs: Vec<(&str, u32)> = list.iter().map(|p| (p.name.as_str(), p.layer.0)).collect();
    assert_eq!((format.as_str(), pairs), ("pac", vec![("git", 0), ("tar", 0), ("vim", 1)]));
}
