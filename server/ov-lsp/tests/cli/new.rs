//! `ov-lsp new layer`.

use crate::support::{findings, folder, run};
use std::fs;

const ROOT: &[u8] = b"version: 2026.144.1443\nimport: [image.yml]\ndiscover:\n  layer: [layers]\n";
const IMAGES: &[u8] = b"\
image:
  red: {base: 'quay.io/fedora/fedora:43', distro: ['fedora:43', fedora], build: [rpm], layer: [old]}
  arch: {base: 'quay.io/archlinux/archlinux:latest', distro: [arch], build: [pac], layer: [old]}
";
const OLD: &[u8] =
    b"layer:\n    version: 2026.144.1\n    distro:\n        arch: {package: [a]}\n        fedora: {package: [b]}\n";

#[test]
fn a_new_layer_has_both_forms_in_the_style_of_the_project() {
    let project = folder(&[("overthink.yml", ROOT), ("image.yml", IMAGES), ("layers/old/layer.yml", OLD)]);
    let made = run(project.path(), &["new", "layer", "vms", "--service", "virtqemud.socket"]);
    assert_eq!((made.status, made.stderr.as_str()), (Some(0), ""));
    let text = fs::read_to_string(project.path().join("layers/vms/layer.yml")).unwrap();
    let expected = "\
layer:
    version: 2026.144.1443
    name: vms
    description: What `vms` is for.
    distro:
        arch:
            package:
                - libvirt
        fedora:
            package:
                - libvirt-daemon-driver-qemu
    service:
        # For systemd.
        - name: virtqemud
          use_packaged: virtqemud.socket
          enable: true
          scope: system
        # For supervisord: the command that stays in the foreground.
        - name: virtqemud
          exec: /usr/sbin/virtqemud --timeout 0
          restart: always
          enable: true
          scope: system
    eval:
        - id: virtqemud-package
          package: libvirt
          package_map:
              fedora: libvirt-daemon-driver-qemu
          installed: true
";
    assert_eq!(text, expected);
    assert_eq!(findings(project.path(), &["--min-severity", "info", "layers/vms"]), (Some(0), vec![]));
    let again = run(project.path(), &["new", "layer", "vms"]);
    assert_eq!((again.status, again.stdout.as_str()), (Some(2), ""));
    assert!(again.stderr.contains("already"), "{}", again.stderr);
}

#[test]
fn an_empty_folder_may_become_a_layer() {
    let project = folder(&[("overthink.yml", ROOT), ("layers/old/layer.yml", OLD), ("layers/web/notes", b"mine")]);
    let made = run(project.path(), &["new", "layer", "web"]);
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    assert!(project.path().join("layers/web/layer.yml").exists());
}

#[test]
fn names_are_checked_and_printing_writes_nothing() {
    let project = folder(&[("overthink.yml", ROOT), ("image.yml", b"{}\n"), ("layers/old/layer.yml", OLD)]);
    for name in ["", "Web", "a--b", "../x", "a/b", "-a"] {
        assert_eq!(run(project.path(), &["new", "layer", "--", name]).status, Some(2), "{name}");
    }
    let shown = run(project.path(), &["new", "layer", "web", "--print"]);
    assert!(shown.stdout.starts_with("layer:\n    version: "), "{}", shown.stdout);
    assert!(!project.path().join("layers/web").exists());
}

#[test]
fn units_of_one_name_and_odd_names() {
    let project = folder(&[("overthink.yml", ROOT), ("layers/old/layer.yml", OLD)]);
    let twice = ["--service", "foo", "--service", "foo.service", "--service", "foo.timer", "--service", "foo3.1"];
    let made = run(project.path(), &[&["new", "layer", "web"][..], &twice].concat());
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    let text = fs::read_to_string(project.path().join("layers/web/layer.yml")).unwrap();
    let told = |start: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.trim_start().trim_start_matches("- ").strip_prefix(start));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(told("name: "), ["web", "foo", "foo", "foo-timer", "foo3.1", "foo3.1"]);
    assert_eq!(told("use_packaged: "), ["foo.service", "foo.timer", "foo3.1.service"]);
    assert_eq!(told("exec: "), ["/usr/bin/foo", "/usr/bin/foo3.1"]);
    assert_eq!(told("id: "), ["foo-package", "foo3.1-package"]);
    // No command stands in for a timer, and that is for the author to know.
    let (status, found) = findings(project.path(), &["layers/web"]);
    let found: Vec<_> = found.iter().map(|one| (one["rule"].as_str(), one["start"]["line"].as_u64())).collect();
    assert_eq!((status, found), (Some(1), vec![(Some("unpaired-packaged-service"), Some(22))]));
    for service in ["a b", "x: y", "", "-a", "é"] {
        assert_eq!(run(project.path(), &["new", "layer", "db", &format!("--service={service}")]).status, Some(2));
    }
}

#[test]
fn a_layer_that_is_only_named_is_made() {
    let web = b"layer:\n  version: 2026.144.1443\n  package: [nginx]\n  require: [metrics]\n";
    let project = folder(&[("overthink.yml", crate::support::ROOT), ("layers/web/layer.yml", web)]);
    let make = ["check", "--unsafe", "--select", "require-unknown"];
    let shown = run(project.path(), &[&make[..], &["--diff"]].concat());
    assert_eq!(shown.status, Some(1), "{}", shown.stderr);
    assert!(
        shown.stdout.contains("new file mode 100644\n--- /dev/null\n+++ b/layers/metrics/layer.yml\n"),
        "{}",
        shown.stdout
    );
    assert!(!project.path().join("layers/metrics").exists());
    let told = run(project.path(), &["check", "--select", "require-unknown", "--format", "json"]).stdout;
    assert!(told.contains("\"creates\": [\n            \"layers/metrics/layer.yml\""), "{told}");
    assert_eq!(run(project.path(), &[&make[..], &["--fix"]].concat()).status, Some(0));
    let again = run(project.path(), &["new", "layer", "metrics", "--print"]);
    assert_eq!(again.status, Some(2), "{}", again.stdout);
    let text = fs::read_to_string(project.path().join("layers/metrics/layer.yml")).unwrap();
    assert!(text.contains("  name: metrics\n"), "{text}");
}
