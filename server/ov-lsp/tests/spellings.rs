//! Repairs of one change: what they make of a layer.
#![allow(clippy::unwrap_used, missing_docs)]

use ov_lsp::check::{CheckRequest, analyse};
use ov_lsp::fix::repair;
use ov_project::{Config, MemoryFiles};
use ov_rules::Settings;

const ROOT: &str = "version: 2026.144.1443\ndiscover:\n  layer: [layers]\n";

/// The files after all repairs of a rule, and the number of its findings that are left.
fn repaired(rule: &str, unsafe_too: bool, files: &[(&str, &str)]) -> (Vec<String>, usize) {
    let settings = Settings { select: vec![rule.into()], ignore: Vec::new() };
    let request = CheckRequest { settings, ..CheckRequest::whole("/p", Config::default()) };
    let memory = MemoryFiles::new(files.iter().copied());
    let repaired = repair(&memory, unsafe_too, &|files| analyse(&request, files)).unwrap();
    let after = |(path, before): &(&str, &str)| {
        let change = repaired.changes.iter().find(|change| change.path == std::path::Path::new(path));
        change.map_or_else(|| (*before).to_owned(), |change| change.after.to_string())
    };
    (files.iter().map(after).collect(), repaired.report.findings.len())
}

/// Checks what becomes of a layer's body; both with one line end and with the other.
#[track_caller]
fn becomes(rule: &str, unsafe_too: bool, before: &str, after: &str) {
    for ends in ["\n", "\r\n"] {
        let layer = |body: &str| format!("layer:\n  version: 2026.144.1443\n{body}").replace('\n', ends);
        let (before, after) = (layer(before), layer(after));
        let found = repaired(rule, unsafe_too, &[("/p/overthink.yml", ROOT), ("/p/layers/web/layer.yml", &before)]);
        assert_eq!(found, (vec![ROOT.to_owned(), after], 0), "{rule}");
    }
}

/// Checks that safe repairs leave a body and its finding alone.
#[track_caller]
fn stays(rule: &str, body: &str) {
    let before = format!("layer:\n  version: 2026.144.1443\n{body}");
    let (after, left) = repaired(rule, false, &[("/p/overthink.yml", ROOT), ("/p/layers/web/layer.yml", &before)]);
    assert_eq!((&*after[1], left), (&*before, 1), "{rule}");
}

/// Rules whose fix makes of the example on their page what the page says to use instead.
const AS_THE_PAGE_SAYS: [&str; 5] =
    ["check-dimensions", "env-path", "exit-code-value", "mode-unquoted", "restart-yaml11"];

#[test]
fn fixes_do_what_the_page_says() {
    for rule in AS_THE_PAGE_SAYS {
        let docs = ov_rules::registry::rule(rule).unwrap().info().docs;
        let [before, after] = ["## Example\n\n```yaml\n", "## Use instead\n\n```yaml\n"].map(|head| {
            let (_, block) = docs.split_once(head).unwrap();
            block.split_once("```").unwrap().0
        });
        let found = repaired(rule, true, &[("/p/overthink.yml", ROOT), ("/p/layers/example/layer.yml", before)]);
        assert_eq!((&*found.0[1], found.1), (after, 0), "{rule}");
    }
}

#[test]
fn units() {
    let check = |timeout: &str| format!("  eval:\n    - id: a\n      command: x\n      timeout: {timeout} # c");
    becomes("check-timeout", false, &check("30 sec"), &check("30s"));
    becomes("check-timeout", true, &check("30"), &check("30s"));
    stays("check-timeout", &check("30"));
    let wait = |wait: &str| format!("  eval:\n    - {{id: a, scope: deploy, command: x, eventually: {wait}}}");
    becomes("eventually-duration", false, &wait("'1 min'"), &wait("'1m'"));
    let size = |size: &str| format!("  security:\n    shm_size: {size}\t# c\n");
    becomes("security-size", false, &size("1 gig"), &size("1g"));
    let start = |sec: &str| format!("  service:\n    - name: a\n      exec: /usr/bin/a\n      start_sec: {sec}\n");
    becomes("wrong-type", false, &start("5s"), &start("5"));
    let enable = |flag: &str| format!("  service:\n    - {{name: a, exec: /usr/bin/a, enable: {flag}}}\n");
    becomes("wrong-type", false, &enable("\"yes\""), &enable("true"));
}

#[test]
fn modes() {
    let task = |mode: &str| format!("  task:\n    - mkdir: /opt/a\n      mode: {mode}\n");
    becomes("task-mode", false, &task("755"), &task("\"0755\""));
    becomes("task-mode", false, &task("'1777'"), &task("'01777'"));
    stays("task-mode", &task("u=rwx"));
    let artifact = |mode: &str| format!("  artifact:\n    - {{path: /a, retrieve_to: ~/a, mode: {mode}}}\n");
    becomes("artifact-mode", false, &artifact("rw-r--r--"), &artifact("\"0644\""));
    let caps = |caps: &str| format!("  task:\n    - setcap: /usr/bin/a\n      caps: {caps}\n");
    let exec = |exec: &str| format!("  service:\n    - name: a\n      exec: {exec} # c\n");
    becomes("exec-shell-syntax", true, &exec("/usr/bin/a | tee /b"), &exec("/bin/sh -c '/usr/bin/a | tee /b'"));
    becomes("setcap-caps", true, &caps("net_bind_service"), &caps("cap_net_bind_service=ep"));
}

#[test]
fn what_stands_twice() {
    let alias = "  alias:\n    - {name: a, command: b}\n";
    becomes("alias-dup", false, &format!("{alias}    # again\n    - command: b\n      name: a\n"), alias);
    stays("alias-dup", &format!("{alias}    - {{name: a, command: c}}\n"));
    let required = "  env_require:\n    - {name: A, description: b}\n";
    let accepted = "  env_accept: [{name: A, description: b}]\n";
    becomes("env-dep-clash", false, &format!("{required}    - {{name: A, description: b}}\n"), required);
    becomes("env-dep-clash", true, &format!("{accepted}{required}"), &format!("  env_accept: []\n{required}"));
    stays("env-dep-clash", &format!("{required}{accepted}"));
    stays("env-dep-clash", &format!("{required}    - {{name: A, description: c}}\n"));
}

#[test]
fn what_is_missing() {
    becomes("relay-not-in-port", true, "  port: [80]\n  port_relay: [81]", "  port: [80, 81]\n  port_relay: [81]");
    becomes("relay-not-in-port", true, "  port_relay:\n    - 81\n", "  port:\n    - 81\n  port_relay:\n    - 81\n");
    let root = format!(
        "{ROOT}image:\n  web:\n    base: quay.io/some/base:1\n    distro: [\"fedora:43\", fedora]\n    layer:\n      - web # w\n"
    );
    let web = "layer:\n  version: 2026.144.1443\n  requires_capability: [preserve_user]\n  service:\n    - {name: a, exec: /usr/bin/a}\n  port: [81]\n  port_relay: [81]\n";
    let named = |name: &str| format!("/p/layers/{name}/layer.yml");
    let other = "layer:\n  version: 2026.144.1443\n  package: [git]\n  capabilities: {preserve_user: true}\n";
    let paths = ["web", "supervisord", "socat"].map(named);
    let files = [
        ("/p/overthink.yml", &*root),
        (&*paths[0], web),
        (&*paths[1], other),
        (&*paths[2], "layer:\n  version: 2026.144.1443\n  package: [socat]\n"),
    ];
    let (after, left) = repaired("supervisord-layer-missing", true, &files);
    assert_eq!((&*after[0], left), (&*format!("{root}      - supervisord\n"), 0));
    let requiring = |name: &str| web.replace("1443\n", &format!("1443\n  require: [{name}]\n"));
    let (after, left) = repaired("relay-needs-socat", true, &files);
    assert_eq!((&after[1], left), (&requiring("socat"), 0));
    let socat = "layer:\n  version: 2026.144.1443\n  package: [socat]\n  require: [web]\n";
    let cyclic = [files[0], files[1], files[2], (files[3].0, socat)];
    assert_eq!(repaired("relay-needs-socat", true, &cyclic).0[1], web);
    let (after, left) = repaired("requires-capability-missing", true, &files);
    assert_eq!((&after[1], left), (&requiring("supervisord"), 0));
}

#[test]
fn lists_of_other_kinds() {
    stays("unknown-key", "  package: [git]\n  aliases: shop\n");
    stays("unknown-key", "  package: [git]\n  volumes: {shop: /srv}\n");
    let asked = |key: &str| format!("  {key}: # c\n    - {{name: SHOP_API_KEY, description: Key}} # d\n");
    becomes("secret-in-env", true, &asked("env_accept"), &asked("secret_accept"));
    let tasks = |tasks: [&str; 2]| format!("  task:\n{}{}", tasks[0], tasks[1]);
    let file = "    - write: /opt/a/b\n      content: c # c\n";
    let folder = "    # The folder.\n    - mkdir: /opt/a\n";
    becomes("order-hint", true, &tasks([file, folder]), &tasks([folder, file]));
}

#[test]
fn what_images_lack() {
    let root = |build: &str| {
        format!(
            "{ROOT}image:\n  web:\n    base: docker.io/library/archlinux:1\n    distro: [arch]\n    build: {build} # b\n    layer: [web]\n"
        )
    };
    let layer = |packages: &str| {
        format!(
            "layer:\n  version: 2026.144.1443\n  distro:\n    arch:\n      package: [{packages}]\n      aur: {{package: [lazygit-git]}}\n  task:\n    - cmd: unzip -q app.zip -d /opt/app\n"
        )
    };
    let (before, web) = (root("[pac]"), layer("git"));
    let files = [("/p/overthink.yml", &*before), ("/p/layers/web/layer.yml", &*web)];
    let (after, left) = repaired("aur-needs-build", true, &files);
    assert_eq!((&after[0], left), (&root("[pac, aur]"), 0));
    let base = ("/p/layers/base/layer.yml", "layer:\n  version: 2026.144.1443\n  package: [unzip]\n");
    let (after, left) = repaired("tool-not-installed", true, &[files[0], files[1], base]);
    assert_eq!((&after[1], left), (&layer("git, unzip"), 0));
}

#[test]
fn what_stands_elsewhere() {
    let files = |layer: &str| {
        repaired("wrapper-not-alone", false, &[("/p/overthink.yml", ROOT), ("/p/layers/web/layer.yml", layer)])
    };
    let (after, left) = files("# web\nversion: 2026.144.1443 # now\nlayer:\n  package: [git]\nport: [80]\n");
    assert_eq!(
        (&*after[1], left),
        ("# web\nlayer:\n  package: [git]\n  version: 2026.144.1443 # now\n  port: [80]\n", 0)
    );
    let both = "version: 2026.144.1443\nlayer:\n  version: 2026.144.1443\n";
    assert_eq!(files(both), (vec![ROOT.to_owned(), both.to_owned()], 1));
    becomes(
        "distro-key-unknown",
        true,
        "  distro:\n    cachyos: {package: [paru]}\n",
        "  distro:\n    arch: {package: [paru]}\n",
    );
    let version = |layer: &str| {
        repaired("version-calver", true, &[("/p/overthink.yml", ROOT), ("/p/layers/web/layer.yml", layer)]).0
    };
    assert_eq!(version("layer:\n  version: v2026.144.1443\n")[1], "layer:\n  version: 2026.144.1443\n");
    assert_eq!(version("layer:\n  version: 1.0\n")[1], "layer:\n  version: 2026.144.1443\n");
}

#[test]
fn nothing_is_written_where_an_alias_stands() {
    let before = "\
layer:
  version: 2026.144.1443
  distro:
    fedora: {package: [openssh-server]}
    arch: {package: [openssh]}
  eval:
    - &a
      id: a
      package: openssh-server
      package_map: &m
        debian: x
    - id: b
      package: openssh-server
      package_map: *m
    - *a
";
    let (after, left) =
        repaired("package-map-missing", true, &[("/p/overthink.yml", ROOT), ("/p/layers/web/layer.yml", before)]);
    assert_eq!((&*after[1], left > 0), (before, true));
}
