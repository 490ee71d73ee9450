//! Repairs of several changes, from the project to the text.
#![allow(clippy::unwrap_used, missing_docs)]

use ov_lsp::check::{CheckRequest, analyse};
use ov_lsp::fix::repair;
use ov_project::{Config, MemoryFiles};
use ov_rules::Settings;

const ROOT: &str = "version: 2026.144.1443\ndiscover:\n  layer: [layers]\n";

fn request(rule: &str) -> CheckRequest {
    let settings = Settings { select: vec![rule.into()], ignore: Vec::new() };
    CheckRequest { settings, ..CheckRequest::whole("/p", Config::default()) }
}

/// The number of findings left, and the layer, after all repairs of a rule or of `all`.
fn left_and_repaired(rule: &str, unsafe_too: bool, layer: &str) -> (usize, String) {
    let files = MemoryFiles::new([("/p/overthink.yml", ROOT), ("/p/layers/web/layer.yml", layer)]);
    let request = request(rule);
    let repaired = repair(&files, unsafe_too, &|files| analyse(&request, files)).unwrap();
    assert!(repaired.settled);
    (repaired.report.findings.len(), repaired.changes[0].after.to_string())
}

/// The layer after all repairs of a rule or of `all`, which leave no finding.
fn repaired(rule: &str, unsafe_too: bool, layer: &str) -> String {
    let (left, after) = left_and_repaired(rule, unsafe_too, layer);
    assert_eq!(left, 0);
    after
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
      restart: always # always

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
      # Mind the gap.
      restart: always # always
      enable: true
  task:
    - cmd: \"true\"
";
    assert_eq!(repaired("service-form-both", true, before), after);
}

#[test]
fn fields_move_with_their_comments() {
    let before = "\
layer:
  version: 2026.144.1443
  package: [nginx]
  service:
    - name: nginx
      use_packaged: nginx.service
      # Why it restarts.
      restart: always # always
      priority: 7
      enable: true
    - {name: nginx, exec: /usr/sbin/nginx, priority: 8}
    - name: dovecot
      use_packaged: dovecot.service
      # How long.
      env:
        A: b # c
    - name: dovecot
      exec: /usr/sbin/dovecot -F
";
    let after = "\
layer:
  version: 2026.144.1443
  package: [nginx]
  service:
    - name: nginx
      use_packaged: nginx.service
      enable: true
    - {name: nginx, exec: /usr/sbin/nginx, priority: 8, restart: always}
    - name: dovecot
      use_packaged: dovecot.service
    - name: dovecot
      exec: /usr/sbin/dovecot -F
      # How long.
      env:
        A: b # c
";
    assert_eq!(repaired("packaged-field-ignored", true, before), after);
}

#[test]
fn an_entry_in_brackets_and_one_that_begins_with_its_command_are_split() {
    let before = "\
layer:
  version: 2026.144.1443
  service:
    - {name: a, use_packaged: a.service, exec: /a, enable: true}  # both
    - exec: /b # b
      # The name.
      name: b
      use_packaged: b.service";
    let after = "\
layer:
  version: 2026.144.1443
  service:
    - {name: a, use_packaged: a.service, enable: true}  # both
    - name: a
      exec: /a
      enable: true
    # The name.
    - name: b
      use_packaged: b.service
    - name: b
      exec: /b # b";
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

/// Titles of all fixes of the first finding of a rule.
fn offered(rule: &str, files: &[(&str, &str)]) -> Vec<String> {
    let files = MemoryFiles::new(files.iter().copied());
    let report = analyse(&request(rule), &files).unwrap();
    report.findings[0].fixes.iter().map(|fix| format!("{} ({:?})", fix.title, fix.safety)).collect()
}

const STORES: &str = "\
layer:
  version: 2026.144.1443
  distro:
    fedora:
      package: [fd-find, htop, qemu-kvm-core]
    arch:
      package: [fd, htop, qemu-base, qemu-full]
    debian:
      package: [fd-find, htop]
  eval:
    - id: fd
      package: fd-find # rpm name

    - id: qemu
      package: qemu-kvm-core
";

#[test]
fn names_say_where_they_come_from() {
    let other = STORES.replace("package: fd-find # rpm name", "package: fd-find\n      package_map: {arch: fd}");
    let files = [
        ("/p/overthink.yml", ROOT),
        ("/p/layers/web/layer.yml", STORES),
        ("/p/layers/away/layer.yml", &other.replace("    - id: qemu\n      package: qemu-kvm-core\n", "")),
    ];
    assert_eq!(offered("package-map-missing", &files), ["Ask for `fd` on arch (as `away` does) (Safe)"],);
    assert_eq!(
        offered(
            "package-map-missing",
            &[files[0], ("/p/layers/web/layer.yml", &STORES.replace("fd-find # rpm", "htop # rpm"))]
        ),
        [
            "Ask for `qemu-base` on arch (listed there) (Unsafe)",
            "Ask for `qemu-full` on arch (listed there) (Unsafe)",
            "Leave debian out: nothing listed there corresponds to `qemu-kvm-core` (Unsafe)",
        ],
    );
}

#[test]
fn what_is_well_known_and_listed_is_safe() {
    let after = STORES.replace("# rpm name\n", "# rpm name\n      package_map:\n        arch: fd\n");
    assert_eq!(left_and_repaired("package-map-missing", false, STORES), (1, after));
}

#[test]
fn the_other_half_of_a_pair_is_added() {
    let one =
        "layer:\n  version: 2026.144.1443\n  package: [nginx]\n  service:\n    # front\n    - name: nginx\n      ";
    let packaged = format!("{one}use_packaged: nginx.service\n      enable: true\n");
    let exec = "    - name: nginx\n      exec: /usr/sbin/nginx -g \"daemon off;\"\n      restart: always\n      enable: true\n";
    assert_eq!(repaired("unpaired-packaged-service", true, &packaged), format!("{packaged}{exec}"));

    let files = [
        ("/p/overthink.yml", "version: 2026.144.1443\ndiscover:\n  layer: [layers]\n"),
        ("/p/ov-lsp.yml", "mixed-entry: strict\n"),
        ("/p/layers/web/layer.yml", &format!("{one}exec: /usr/sbin/nginx\n")),
    ];
    let files = MemoryFiles::new(files);
    let config = Config::read("mixed-entry: strict\n");
    let request = CheckRequest { config, ..request("unpaired-exec-service") };
    let repaired = repair(&files, true, &|files| analyse(&request, files)).unwrap();
    let twin =
        "    - name: nginx\n      use_packaged: nginx.service\n      enable: true\n      scope: system\n    # front\n";
    let after = format!("{}exec: /usr/sbin/nginx\n", one.replace("    # front\n", twin));
    assert_eq!(&*repaired.changes[0].after, after);
}

#[test]
fn nothing_is_left_to_be_filled_in() {
    let before =
        "layer:\n  version: 2026.144.1443\n  package: [x]\n  service:\n    - name: x\n      use_packaged: x.service\n";
    let files = [("/p/overthink.yml", ROOT), ("/p/layers/web/layer.yml", before)];
    assert_eq!(offered("unpaired-packaged-service", &files), [""; 0]);
}

/// All repairs of older forms, until nothing changes.
fn modern(layer: &str) -> String {
    let files = MemoryFiles::new([("/p/overthink.yml", ROOT), ("/p/layers/web/layer.yml", layer)]);
    let settings = Settings { select: vec!["keys".into(), "structure".into()], ignore: Vec::new() };
    let request = CheckRequest { settings, ..request("keys") };
    let repaired = repair(&files, true, &|files| analyse(&request, files)).unwrap();
    assert!(repaired.settled);
    assert_eq!(repaired.report.findings, []);
    repaired.changes[0].after.to_string()
}

#[test]
fn an_old_file_becomes_a_new_one() {
    let old = "\
# The web.
version: 2026.144.1443
depends: [base] # first
rpm:
  # from the distro
  packages:
    - nginx
  repos: []
deb: {packages: [nginx]}
pac:
  packages: [nginx] # all
aur:
  packages:
    - nginx-mod
debian:13:
  packages: [nginx-light]
ports: [80]
service: |
  [program:nginx]
  command=/usr/sbin/nginx -g \"daemon off;\"
  autorestart=true
  priority=5
system_services:
  - rsyslog.service
";
    let new = "\
# The web.
layer:
  version: 2026.144.1443
  distro:
    fedora:
      # from the distro
      package:
        - nginx
      repo: []
    debian: {package: [nginx]}
    ubuntu: {package: [nginx]}
    arch:
      package: [nginx] # all
      aur:
        package:
          - nginx-mod
    debian-13:
      package: [nginx-light]
  require: [base] # first
  port: [80]
  service:
    - name: nginx
      exec: /usr/sbin/nginx -g \"daemon off;\"
      restart: always
      priority: 5
    - name: rsyslog
      use_packaged: rsyslog.service
      enable: true
      scope: system
";
    assert_eq!(modern(old), new);
}

#[test]
fn a_service_is_named_as_its_layer_calls_it() {
    let head = "layer:\n  version: 2026.144.1443\n";
    let check = "  eval:\n    - {id: up, service: desk, running: true, scope: deploy}\n";
    let packaged = "    - {name: sshd, use_packaged: sshd.service}\n";
    let named = |service: &str, rest: &str| {
        let after = repaired("service-name-missing", true, &format!("{head}  service:\n{service}{rest}"));
        after
            .split("name: ")
            .nth(1 + after.matches("name: sshd, use").count())
            .unwrap()
            .split(['\n', '}', ','])
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(named("    - {exec: /opt/desk-wrapper}\n", ""), "desk-wrapper");
    assert_eq!(named("    - {exec: /opt/desk-wrapper}\n", check), "desk");
    assert_eq!(named("    - {exec: /opt/desk-wrapper, use_packaged: other.service}\n", check), "other");
    assert_eq!(named(&format!("{packaged}    - {{exec: /usr/sbin/sshd-wrapper}}\n"), ""), "sshd");
    let two = check.replace("desk", "one")
        + &check.replace("desk", "two").replace("  eval:\n", "").replace("id: up", "id: up2");
    assert_eq!(named("    - {exec: /opt/desk-wrapper}\n", &two), "desk-wrapper");
}

#[test]
fn an_old_key_beside_its_newer_one_takes_nothing_with_it() {
    let before = "layer:\n  version: 2026.144.1443\n  packages: [git]\n  package: [vim, nano]\n";
    let after = repaired("all", true, before);
    assert_eq!(after, before.replace("  packages: [git]\n", ""));
}

#[test]
fn a_map_that_loses_all_entries_at_once_is_empty() {
    let before = "layer:\n  version: 2026.144.1443\n  package: [git]\n  var:\n    ONE: a\n    TWO: b\n  port: [80]\n";
    let after = repaired("var-unused", true, before);
    assert_eq!(after, before.replace("var:\n    ONE: a\n    TWO: b\n", "var: {}\n"));
}
