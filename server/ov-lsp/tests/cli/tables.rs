//! What a project adds to what is known of packages.

use crate::support::{findings, folder, put, run};

const IMAGES: &[u8] = b"version: 2026.144.1443\ndiscover:\n  layer: [layers]\nimport: [image.yml]\n";

const IMAGE: &[u8] = b"image:\n  site:\n    base: docker.io/library/debian:13\n    distro: [\"debian:13\", debian]\n    build: [deb]\n    layer: [web]\n";

const LAYER: &[u8] = b"layer:\n  name: web\n  version: 2026.144.1\n  distro:\n    debian:\n      package: [frobtool, nginx]\n  service:\n    \
    - {name: frob, use_packaged: frob.service}\n";

#[test]
fn rows_of_the_project_are_heeded() {
    let project = folder(&[("overthink.yml", IMAGES), ("image.yml", IMAGE), ("layers/web/layer.yml", LAYER)]);
    let found = |config: &str| {
        put(project.path(), "ov-lsp.yml", config.as_bytes());
        let args = ["--select=packaged-unit-not-shipped,package-not-in-distro", "--min-severity=hint"];
        let (_, found) = findings(project.path(), &args);
        found.iter().map(|f| f["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(""), [""; 0]);
    let other = "tables: {packages: {debian: {frobtool: {units: {frobd.service: frobd}}}, fedora: {frob: {units: {frob.service: frobd}}}}}";
    assert!(
        found(other)[0].contains("`frobtool` of `debian` brings `frobd.service`, not `frob.service`"),
        "{:?}",
        found(other)
    );
    let renamed = "tables: {packages: {debian: {frobtool: {called: frob-tools}}}}";
    assert!(found(renamed)[0].contains("debian has no package `frobtool`"), "{:?}", found(renamed));
}

#[test]
fn mistakes_in_rows_are_named() {
    let project = folder(&[("overthink.yml", IMAGES), ("layers/web/layer.yml", LAYER)]);
    for (config, says) in [
        ("tables:\n  packges: {}\n", "ov-lsp.yml:2:3: no key `packges` here, did you mean `packages`?"),
        ("tables: {packages: {debain: {a: {}}}}\n", "no distro `debain` is known, did you mean `debian`?"),
        ("tables: {packages: {debian: {a: {unit: {}}}}}\n", "no key `unit` here, did you mean `units`?"),
        ("tables: {packages: {debian: {a: {units: [a.service]}}}}\n", "wrong type"),
        (
            "tables: {packages: {debian: {a: {commands: [bin/a]}}}}\n",
            "`bin/a` is a path; write the name of the program",
        ),
    ] {
        put(project.path(), "ov-lsp.yml", config.as_bytes());
        let ended = run(project.path(), &["check"]);
        assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""), "{config}");
        assert!(ended.stderr.contains(says), "{}", ended.stderr);
    }
}
