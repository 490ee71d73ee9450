//! Repairs of several changes, from the project to the text.
#![allow(clippy::unwrap_used, missing_docs)]

use ov_lsp::check::{CheckRequest, analyse};
use ov_lsp::fix::repair;
use ov_lsp::report::Severity;
use ov_project::{Config, MemoryFiles};
use ov_rules::Settings;

const ROOT: &str = "version: 2026.144.1443\ndiscover:\n  layer: [layers]\n";

/// The layer after all repairs of a rule or of `all`.
fn repaired(rule: &str, unsafe_too: bool, layer: &str) -> String {
    let files = MemoryFiles::new([("/p/overthink.yml", ROOT), ("/p/layers/web/layer.yml", layer)]);
    let request = CheckRequest {
        root: "/p".into(),
        scope: Vec::new(),
        config: Config::default(),
        settings: Settings { select: vec![rule.into()], ignore: Vec::new() },
        least: Severity::Hint,
        with_edits: true,
    };
    let repaired = repair(&files, unsafe_too, &|files| analyse(&request, files)).unwrap();
    assert!(repaired.settled);
    assert_eq!(repaired.report.findings, []);
    repaired.changes[0].after.to_string()
}

#[test]
fn one_service_becomes_two() {
    let before = "\
layer:
  version: 2026.144.1443
  service:
    # Mail for everybody.
    - name: dovecot # local
      use_packaged: dovecot.service
      exec: /usr/sbin/dovecot -F
      # Mind the gap.
      restart: always

      enable: true
  task:
    - cmd: \"true\"
";
    let after = "\
layer:
  version: 2026.144.1443
  service:
    # Mail for everybody.
    - name: dovecot # local
      use_packaged: dovecot.service

      enable: true
    - name: dovecot
      exec: /usr/sbin/dovecot -F
      restart: always
      enable: true
  task:
    - cmd: \"true\"
";
    assert_eq!(repaired("service-form-both", true, before), after);
}

#[test]
fn entries_are_added_in_their_order() {
    let before = "\
layer:
  version: 2026.144.1443
  distro:
    fedora: {package: [qemu-kvm-core]}
    arch: {package: [qemu-base]}
    debian: {package: [qemu-system]}
    ubuntu: {package: [qemu-system]}
  eval:
    - id: virt
      package: qemu-kvm-core
      package_map: {arch: qemu-base}
";
    let after = before.replace("{arch: qemu-base}", "{arch: qemu-base, debian: qemu-system, ubuntu: qemu-system}");
    assert_eq!(repaired("package-map-missing", true, before), after);
}

#[test]
fn a_misspelt_key_is_not_added_once_more() {
    let before = "\
layer:
  version: 2026.144.1443
  task:
    - cmd: \"true\"
  port: [80]
  eval:
    - id: page
      http: http://127.0.0.1:${HOST_PORT:80}/
      scpoe: deploy
      status: 200
    - id: other
      http: http://127.0.0.1:${HOST_PORT:80}/other
      status: 200
";
    let after = before.replace("scpoe", "scope") + "      scope: deploy\n";
    for unsafe_too in [false, true] {
        assert_eq!(repaired("all", unsafe_too, before), after);
    }
}
