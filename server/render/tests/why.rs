//! Chains from an image to a thing, and where they break.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use ov_project::{Graph, MemoryFiles, Project};
use ov_render::init::InitTemplates;
use ov_render::why::{Explanation, Outcome, why};
use std::path::Path;

const ROOT: &str = "
discover: {layer: [layers]}
import: [{far: '@github.com/o/r:v1'}]
image:
  base: {base: 'quay.io/x:1', distro: [arch], build: [pac], layer: [supervisord, tools]}
  web: {base: base, layer: [stack, docs], port: ['8080:80']}
  gpu: {base: far.cuda, layer: [docs]}
  bare: {base: 'quay.io/x:1', distro: [fedora], build: [rpm], layer: [docs, twice]}
  child: {base: bare, layer: [tools]}
  old: {base: 'quay.io/x:1', distro: ['fedora:43', fedora], build: [rpm], layer: [twice]}
";

fn project() -> Project {
    let layer = |name: &str, body: &str| (format!("/p/layers/{name}/layer.yml"), format!("layer:\n{body}"));
    let mut files = MemoryFiles::new([
        layer("tools", "  package: [git]\n"),
        layer("stack", "  layer: [server]\n"),
        layer("server", "  require: [runtime]\n  port: [80]\n  env: {MODE: x}\n"),
        layer(
            "runtime",
            "  distro: {fedora: {package: [libx]}, arch: {aur: {package: [libx-bin]}}}\n  task: [{cmd: x}]\n",
        ),
        layer("docs", "  service:\n  - {name: docs, use_packaged: docs.socket}\n  - {name: both, exec: /b}\n"),
        layer("supervisord", "  package: [supervisor]\n"),
        layer(
            "twice",
            "  package: [curl]\n  distro: {debian: {package: [curl, ssh]}, fedora: {package: [ssh]}, fedora-43: {package: [x]}}\n",
        ),
        layer("lonely", "  package: [rust]\n  volume: [{name: data, path: /d}]\n"),
    ]);
    files.insert("/p/overthink.yml", ROOT);
    common::read_project(&files, Path::new("/p"))
}

fn explain(image: &str, thing: &str) -> Explanation {
    let project = project();
    let graph = Graph::new(&project);
    why(&project, &graph, &InitTemplates::new(&project), project.image_named(image).unwrap(), thing)
}

/// The chain and its end as lines.
fn told(image: &str, thing: &str) -> Vec<String> {
    let explanation = explain(image, thing);
    let mut lines = Vec::new();
    for answer in &explanation.answers {
        lines.extend(answer.chain.iter().map(|link| link.fact.clone()));
        lines.push(match &answer.outcome {
            Outcome::Arrives(how) => format!("+ {how}"),
            Outcome::Broken(reason) => format!("- {reason}"),
        });
    }
    lines
}

#[test]
fn a_layer_arrives_through_compositions_and_requirements() {
    let expected = [
        "image `web` lists layer `stack`",
        "layer `stack` includes `server`",
        "layer `server` requires `runtime`",
        "+ image `web` has it",
    ];
    assert_eq!(told("web", "runtime"), expected);
    assert_eq!(told("web", "stack").last().unwrap(), "+ it only stands for its members; nothing is built for itself");
}

#[test]
fn a_package_arrives_from_a_base() {
    let expected = [
        "image `web` is based on `base`",
        "image `base` lists layer `tools`",
        "layer `tools` has package `git` under `package`",
        "+ installed as `pac` package from `package`",
    ];
    assert_eq!(told("web", "package:git"), expected);
}

#[test]
fn broken_chains_name_the_broken_link() {
    let end = |thing: &str| told("web", thing).last().unwrap().clone();
    assert_eq!(end("libx"), "- it is listed under `distro.fedora` only, none of which is for arch");
    assert_eq!(end("libx-bin"), "- the target does not build `aur` packages, for the distro tags arch");
    assert_eq!(end("rust"), "- package `rust` is in layer `lonely`, which is not in the closure of image `web`");
    assert_eq!(end("lonely"), "- layer `lonely` is not in the closure of image `web`");
    let reason = "- the packaged form is not for supervisord, and no custom form of the same name takes its place";
    assert_eq!(end("service:docs"), reason);
    assert_eq!(end("service:both"), "+ supervisord runs it");
    assert_eq!(told("web", "nothing-at-all"), Vec::<String>::new());
}

#[test]
fn a_package_is_cited_from_the_list_that_decides() {
    let cited = |image: &str| {
        let explanation = explain(image, "package:ssh");
        let link = explanation.answers[0].chain.last().unwrap().clone();
        let place = link.place.unwrap();
        (link.fact, place.span.start)
    };
    let text = "layer:\n  package: [curl]\n  distro: {debian: {package: [curl, ssh]}, fedora: {package: [ssh]}";
    let second = text.rfind("ssh").unwrap() as u32;
    assert_eq!(cited("bare"), ("layer `twice` has package `ssh` under `distro.fedora`".to_owned(), second));
    assert_eq!(told("bare", "package:ssh").last().unwrap(), "+ installed as `rpm` package from `distro.fedora`");
    // The section for the version takes the place of that for the distro.
    assert_eq!(cited("old").1, second);
    assert!(told("old", "package:ssh").last().unwrap().starts_with("- the section for `fedora:43` takes the place"));
    assert_eq!(told("web", "package:ssh").len(), 1, "no place in an image without the layer");
}

#[test]
fn a_service_that_nothing_starts_does_not_arrive() {
    let reason = |image: &str| {
        format!("- image `{image}` has services, of layer `docs`, but no layer `supervisord` to start them; add it")
    };
    assert_eq!(told("bare", "service:both").last(), Some(&reason("bare")));
    assert_eq!(told("child", "service:both").last(), Some(&reason("child")), "nor in an image on top of it");
    assert_eq!(told("web", "service:both").last().unwrap(), "+ supervisord runs it");
}

#[test]
fn ports_volumes_and_variables_are_found_in_image_and_layers() {
    assert_eq!(told("web", "port:80")[0], "the image has port `80` under `port`");
    assert_eq!(told("web", "MODE")[2], "layer `server` has variable `MODE` under `env`");
    assert!(told("web", "volume:data")[0].contains("not in the closure"));
}

#[test]
fn what_is_out_of_reach_is_said() {
    let explanation = explain("gpu", "git");
    assert_eq!(explanation.unresolved[0].fact, "image `gpu` is based on `far.cuda`, which is another project's");
    assert!(told("gpu", "git")[0].ends_with("which is another project's"));
    assert!(told("gpu", "service:docs").last().unwrap().contains("out of reach"));
}
