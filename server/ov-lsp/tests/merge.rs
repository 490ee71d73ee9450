//! `check --fix --unsafe --select host-sibling-layer`: a layer for hosts goes into the layer that it repeats.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use ov_lsp::check::{CheckRequest, analyse};
use ov_lsp::fix::{Repaired, repair};
use ov_lsp::merge::effects;
use ov_lsp::overlay::Overlay;
use ov_project::{Config, Files, MemoryFiles, load};
use ov_render::init::InitTemplates;
use ov_render::services::{LayerPreview, RenderOptions, preview};
use ov_rules::Settings;
use std::path::{Path, PathBuf};

const ROOT: &str = "\
version: 2026.144.1443
import: [image.yml]
discover:
  layer: [layers]
";
const IMAGES: &str = "\
image:
  pod: # supervisord
    base: quay.io/fedora/fedora:43
    distro: [\"fedora:43\", fedora]
    build: [rpm]
    layer: [supervisord, virtualization]
local:
  desk: {layer: [virtualization-host, other]}
  both:
    layer:
      - virtualization # here
      - virtualization-host
deploy:
  guest: {target: vm, add_layer: [virtualization-host]}
";
const OTHER: &str = "layer:\n  version: 2026.144.1443\n  package: [git]\n  require: [virtualization-host]\n";
const SUPERVISORD: &str = "layer:\n  version: 2026.144.1443\n  package: [supervisor]\n";
/// The example of the format's own documentation.
const WHOLE: &str = "\
layer:
  version: 2026.144.1443
  require: [supervisord]
  distro:
    fedora:
      package: [libvirt-daemon-driver-qemu, qemu-kvm]
    arch:
      package:
        - libvirt
        - qemu-full
  service:
    # virtqemud — systemd render
    - name: virtqemud
      use_packaged: virtqemud.socket
      enable: true
      scope: system
    # virtqemud — supervisord render
    - name: virtqemud
      exec: \"/usr/sbin/virtqemud --timeout 0\"
      restart: always
      priority: 5
      start_sec: 2
      enable: true
      scope: system
    # virtnetworkd — systemd render
    - name: virtnetworkd
      use_packaged: virtnetworkd.socket
      enable: true
      scope: system
    # virtnetworkd — supervisord render
    - name: virtnetworkd
      exec: \"/usr/sbin/virtnetworkd --timeout 0\"
      restart: always
      priority: 6
      start_sec: 2
      enable: true
      scope: system
  eval:
    - id: virtqemud-package
      package: libvirt-daemon-driver-qemu # rpm name on Fedora
      package_map:
        arch: libvirt
      installed: true
";

fn request() -> CheckRequest {
    let settings = Settings { select: vec!["host-sibling-layer".into()], ignore: Vec::new() };
    CheckRequest { settings, ..CheckRequest::whole("/p", Config::default()) }
}

fn repaired(files: &dyn Files) -> Repaired {
    let repaired = repair(files, true, &|files| analyse(&request(), files)).unwrap();
    assert!(repaired.settled);
    repaired
}

fn after<'f>(files: &'f dyn Files, repaired: &Repaired) -> Overlay<'f> {
    let mut after = Overlay::new(files);
    repaired.changes.iter().for_each(|change| after.put(change.path.clone(), change.after.clone()));
    repaired.moves.iter().for_each(|one| after.relocate(one.from.clone(), one.to.clone()));
    repaired.deletes.iter().for_each(|path| after.delete(path.clone()));
    after
}

fn rendered(root: &Path, files: &dyn Files, layer: &str) -> LayerPreview {
    let project = load(root, files, Config::default());
    let layer = project.layer(project.layer_named(layer).unwrap());
    preview(&InitTemplates::new(&project), layer, project.dialect, &RenderOptions::default())
}

/// What the init systems get; places in the list say nothing.
fn said(preview: &LayerPreview) -> (Option<String>, Vec<String>, Vec<String>) {
    let fragment = preview.supervisord.fragment.as_ref().map(|f| f.text.clone());
    let enabled = preview.bootc.units.clone();
    (fragment, preview.systemd.actions(), enabled)
}

/// The text without the items or entries that begin with a comment line holding `word`, up to the next such comment.
fn without(text: &str, word: &str) -> String {
    let mut keeps = true;
    let lines = text.split_inclusive('\n').filter(|line| {
        let trimmed = line.trim_start();
        if trimmed.starts_with('#') {
            keeps = !line.contains(word);
        } else if trimmed.len() == line.trim_start_matches(' ').len() && line.find(trimmed) <= Some(2) {
            keeps = true;
        }
        keeps
    });
    lines.collect()
}

fn split() -> (String, String) {
    let pod = without(WHOLE, "systemd");
    let host = without(WHOLE, "supervisord render");
    assert!(pod.contains("exec:") && !pod.contains("use_packaged:") && host.contains("use_packaged:"));
    assert!(!host.contains("exec:"));
    (pod, host)
}

#[test]
fn a_split_pair_becomes_the_mixed_layer_again() {
    let (pod, host) = split();
    let common = [
        ("/p/overthink.yml", ROOT),
        ("/p/image.yml", IMAGES),
        ("/p/layers/other/layer.yml", OTHER),
        ("/p/layers/supervisord/layer.yml", SUPERVISORD),
    ];
    let parts = [("/p/layers/virtualization/layer.yml", &*pod), ("/p/layers/virtualization-host/layer.yml", &*host)];
    let files = MemoryFiles::new(common.into_iter().chain(parts));
    let done = repaired(&files);
    assert_eq!(done.deletes, [PathBuf::from("/p/layers/virtualization-host")]);
    let merged = after(&files, &done);
    let read = |path: &str| merged.read(Path::new(path)).unwrap().to_string();
    assert_eq!(read("/p/layers/virtualization/layer.yml"), WHOLE);
    assert_eq!(read("/p/layers/other/layer.yml"), OTHER.replace("virtualization-host", "virtualization"));
    let images = IMAGES.replace("      - virtualization-host\n", "").replace("virtualization-host", "virtualization");
    assert_eq!(read("/p/image.yml"), images);
    let original = MemoryFiles::new(common.into_iter().chain([("/p/layers/virtualization/layer.yml", WHOLE)]));
    let (old, new) =
        (rendered(Path::new("/p"), &original, "virtualization"), rendered(Path::new("/p"), &merged, "virtualization"));
    assert_eq!(said(&old), said(&new));
    assert_eq!(
        effects(&request(), &files, &done),
        [
            "supervisord: as before",
            "systemd: no longer /etc/systemd/system/ov-virtualization-virtnetworkd.service",
            "systemd: no longer /etc/systemd/system/ov-virtualization-virtqemud.service",
            "systemd: no longer systemctl enable --now ov-virtualization-virtnetworkd",
            "systemd: no longer systemctl enable --now ov-virtualization-virtqemud",
            "packages: as before",
        ]
    );
}

#[test]
fn what_both_say_differently_is_listed_and_nothing_is_done() {
    let files = MemoryFiles::new([
        ("/p/overthink.yml", ROOT.replace("import: [image.yml]\n", "").as_str()),
        ("/p/layers/web/layer.yml", "layer:\n  version: 2026.144.1443\n  package: [git]\n  env: {A: b, C: d}\n"),
        (
            "/p/layers/web-host/layer.yml",
            "layer:\n  version: 2026.145.1\n  package: [git]\n  env: {A: c, E: f}\n  task:\n    - cmd: make\n",
        ),
    ]);
    let done = repaired(&files);
    assert!(done.changes.is_empty() && done.deletes.is_empty());
    let related: Vec<&str> = done.report.findings[0].related.iter().map(|r| &*r.message).collect();
    assert!(related.contains(&"cannot be merged yet: `env.A` is another one in `web-host`"), "{related:?}");
}

#[test]
fn lists_and_maps_unite() {
    let web =
        "layer:\n  version: 2026.144.1443\n  package: [git]\n  env: {A: b}\n  volume:\n  - name: data\n    path: /d\n";
    let host = "\
layer:
    version: 2026.144.1443
    package:
        - git
        - vim # editor
    env:
        A: b
        B: \"1\"
    volume:
        # logs
        - name: logs
          path: /l
    task:
        # builds
        - cmd: |
            make

            make install
";
    let files = MemoryFiles::new([
        ("/p/overthink.yml", ROOT.replace("import: [image.yml]\n", "").as_str()),
        ("/p/layers/web/layer.yml", web),
        ("/p/layers/web-host/layer.yml", host),
    ]);
    let done = repaired(&files);
    let merged = after(&files, &done);
    let text = merged.read(Path::new("/p/layers/web/layer.yml")).unwrap();
    let expected = "\
layer:
  version: 2026.144.1443
  package: [git, vim]
  env: {A: b, B: \"1\"}
  volume:
  - name: data
    path: /d
  # logs
  - name: logs
    path: /l
  task:
      # builds
      - cmd: |
          make

          make install
";
    assert_eq!(&*text, expected);
}

const LAYERS: &str = "version: 2026.144.1443\ndiscover: {layer: [layers]}\nimage:\n  web: {distro: ['fedora:43', fedora], build: [rpm], layer: [web-pod, other]}\nlocal:\n  here: {layer: [web-host]}\n  both: {layer: [web-pod, web-host]}\n";
const POD: &str = "layer:\n  version: 2026.144.1443\n  name: web-pod # ours\n  package: [nginx]\n  service:\n    - name: nginx\n      exec: /usr/sbin/nginx\n";
const HOST: &str = "layer:\n  version: 2026.144.1443\n  name: web-host\n  require: [web-pod]\n  package: [nginx]\n  service:\n    - name: nginx\n      use_packaged: nginx.service\n";

#[test]
fn two_halves_become_one_layer_under_the_common_name() {
    let files = MemoryFiles::new([
        ("/p/overthink.yml", LAYERS),
        ("/p/layers/web-pod/layer.yml", POD),
        ("/p/layers/web-pod/site/index.html", "<p>"),
        ("/p/layers/web-host/layer.yml", HOST),
        ("/p/layers/web-host/run.sh", "true\n"),
        ("/p/layers/web-host/site/logo.svg", "<svg/>"),
        ("/p/layers/other/layer.yml", "layer:\n  version: 2026.144.1443\n  require: [web-host]\n"),
    ]);
    let done = repaired(&files);
    assert_eq!(done.report.fixed, Some(1), "both halves have the finding, once is enough");
    let moves: Vec<(&str, &str)> =
        done.moves.iter().map(|one| (one.from.to_str().unwrap(), one.to.to_str().unwrap())).collect();
    assert_eq!(
        moves,
        [
            ("/p/layers/web-host/run.sh", "/p/layers/web-pod/run.sh"),
            ("/p/layers/web-host/site/logo.svg", "/p/layers/web-pod/site/logo.svg"),
            ("/p/layers/web-pod", "/p/layers/web"),
        ]
    );
    assert_eq!(done.deletes, [PathBuf::from("/p/layers/web-host")]);
    let merged = after(&files, &done);
    let read = |path: &str| merged.read(Path::new(path)).unwrap().to_string();
    let expected = POD
        .replace("web-pod # ours", "web # ours")
        .replace("    - name: nginx\n", "    - name: nginx\n      use_packaged: nginx.service\n    - name: nginx\n");
    assert_eq!(read("/p/layers/web/layer.yml"), expected);
    assert_eq!(read("/p/layers/web/run.sh"), "true\n");
    assert_eq!(read("/p/layers/web/site/logo.svg"), "<svg/>");
    assert_eq!(read("/p/layers/web/site/index.html"), "<p>");
    assert!(read("/p/layers/other/layer.yml").ends_with("require: [web]\n"));
    let root = LAYERS.replace("[web-pod, web-host]", "[web]").replace("web-pod", "web").replace("web-host", "web");
    assert_eq!(read("/p/overthink.yml"), root);
    assert_eq!(merged.kind(Path::new("/p/layers/web-pod")), None);
}

#[test]
fn a_layer_never_requires_itself() {
    let merged_with = |require: &str| {
        let host = HOST.replace("  require: [web-pod]\n", &format!("  require: {require}\n")).replace("web-pod", "web");
        let files = MemoryFiles::new([
            ("/p/overthink.yml", LAYERS.replace("web-pod", "web").as_str()),
            ("/p/layers/web/layer.yml", &POD.replace("web-pod", "web")),
            ("/p/layers/web-host/layer.yml", &host),
        ]);
        let done = repaired(&files);
        let told: Vec<String> =
            done.report.findings.iter().flat_map(|f| &f.related).map(|r| r.message.clone()).collect();
        (after(&files, &done).read(Path::new("/p/layers/web/layer.yml")).unwrap().to_string(), told)
    };
    assert!(!merged_with("[web]").0.contains("require"));
    let (text, _) = merged_with("[web, other]");
    assert!(text.contains("  require:\n    - other\n") || text.contains("  require: [other]\n"), "{text}");
    let (text, told) = merged_with("\n    - web # the rest\n    - other # needed");
    assert!(!text.contains("use_packaged"), "{text}");
    let lost = "cannot be merged yet: `require` of `web-host` cannot be added: it names the layer itself, and a comment would be lost";
    assert!(told.iter().any(|message| message == lost), "{told:?}");
}

#[test]
fn a_check_that_both_make_is_made_once() {
    let checks = |id: &str| format!("  eval:\n    - id: {id}\n      package: nginx\n      installed: true\n");
    let more = "    - id: host-page\n      file: /srv/page\n";
    let files = MemoryFiles::new([
        ("/p/overthink.yml", LAYERS.replace("web-pod", "web").as_str()),
        ("/p/layers/web/layer.yml", &(POD.replace("web-pod", "web") + &checks("web-package"))),
        ("/p/layers/web-host/layer.yml", &(HOST.replace("web-pod", "web") + &checks("host-package") + more)),
    ]);
    let done = repaired(&files);
    let text = after(&files, &done).read(Path::new("/p/layers/web/layer.yml")).unwrap().to_string();
    assert!(text.ends_with(&(checks("web-package") + more)), "{text}");
}

#[test]
fn files_that_both_have_are_in_the_way_unless_they_are_the_same() {
    let with = |ours: &str, theirs: &str| {
        let files = MemoryFiles::new([
            ("/p/overthink.yml", LAYERS),
            ("/p/layers/web/layer.yml", &POD.replace("web-pod", "web")),
            ("/p/layers/web/run.sh", ours),
            ("/p/layers/web-host/layer.yml", &HOST.replace("web-pod", "web")),
            ("/p/layers/web-host/run.sh", theirs),
        ]);
        repaired(&files)
    };
    let same = with("true\n", "true\n");
    assert_eq!((same.moves.len(), same.deletes.len()), (0, 1));
    let other = with("true\n", "false\n");
    assert!(other.changes.is_empty() && other.deletes.is_empty());
    let told = "cannot be merged yet: both folders have a file `run.sh`, each another one";
    assert!(other.report.findings[0].related.iter().any(|r| r.message == told), "{:?}", other.report.findings[0]);
}

#[test]
fn a_folder_that_has_the_common_name_is_in_the_way() {
    let files = MemoryFiles::new([
        ("/p/overthink.yml", LAYERS),
        ("/p/layers/web-pod/layer.yml", POD),
        ("/p/layers/web-host/layer.yml", HOST),
        ("/p/layers/web/notes", "mine"),
    ]);
    let done = repaired(&files);
    assert!(done.changes.is_empty() && done.moves.is_empty() && done.deletes.is_empty());
    let related: Vec<&str> = done.report.findings[0].related.iter().map(|r| &*r.message).collect();
    assert!(related.contains(&"cannot be merged yet: there is a folder `layers/web` already"), "{related:?}");
}
