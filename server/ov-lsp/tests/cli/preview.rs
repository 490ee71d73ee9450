//! `render`, `packages` and `why` as scripts see them.

use super::support::{Ended, ended, folder, ov_lsp, put, run};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

const ROOT: &str = "version: 2026.144.1443
discover: {layer: [layers]}
import: [build.yml]
image:
  box: {base: quay.io/x:1, distro: ['fedora:43', fedora], build: [rpm], layer: [supervisord, web]}
  child: {base: box, layer: [plain]}
";

const WEB: &str = "layer:
  name: web
  version: 2026.144.1
  require: [base]
  package: [curl]
  distro: {fedora: {package: [nginx]}, cachyos: {package: [extra]}}
  service:
    - {name: web, use_packaged: nginx, enable: true}
    - {name: web, exec: nginx -g x, priority: 5}
    - {name: job, exec: ~/job, scope: odd}
  port_relay: [9222]
  port: [9222]
  eval:
    - {id: pkg, package: nginx, package_map: {arch: nginx-mainline}}
";

const BUILD: &str = "init:
  supervisord:
    layer_field: [service]
    relay_template: 'relay {{.Port}}'
    service_schema: {service_template: \"{{.Name}}={{.Exec}}\\n\"}
";

fn project() -> TempDir {
    let project = folder(&[("overthink.yml", ROOT.as_bytes()), ("layers/web/layer.yml", WEB.as_bytes())]);
    put(project.path(), "build.yml", BUILD.as_bytes());
    put(project.path(), "layers/base/layer.yml", b"layer: {version: 2026.144.1, package: [tar]}\n");
    put(project.path(), "layers/supervisord/layer.yml", b"layer: {version: 2026.144.1, package: [supervisor]}\n");
    put(project.path(), "layers/plain/layer.yml", b"layer: {version: 2026.144.1, package: [less]}\n");
    put(project.path(), "layers/empty/README", b"");
    project
}

fn json_of(ended: &Ended) -> Value {
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    serde_json::from_str(&ended.stdout).unwrap()
}

#[test]
fn render_prints_the_contract() {
    let project = project();
    let report = json_of(&run(project.path(), &["render", "web", "--format", "json"]));
    let layer = &report["layers"][0];
    assert_eq!(
        (&report["version"], &layer["layer"], &layer["templates"]),
        (&json!(1), &json!("web"), &json!("project"))
    );
    let fragment = json!({"file": "NN-web.conf", "text": "web=nginx -g x\n\njob=~/job\n"});
    assert_eq!(layer["supervisord"]["fragment"], fragment);
    assert_eq!(layer["supervisord"]["relays"], json!([{"file": "NN-relay-9222.conf", "text": "relay 9222\n"}]));
    assert_eq!(
        layer["supervisord"]["entries"][1],
        json!({"index": 1, "name": "web", "form": "custom", "rendered": true, "text": "web=nginx -g x\n"})
    );
    let units = &layer["systemd"]["entries"];
    assert_eq!(units[0]["unit"], "nginx.service");
    assert_eq!(units[1]["reason"], "the packaged form `nginx.service` wins on systemd");
    assert_eq!(
        (&units[2]["scope"], &units[2]["path"]),
        (&json!("system"), &json!("/etc/systemd/system/ov-web-job.service"))
    );
}

#[test]
fn a_folder_without_a_layer_file_is_an_empty_layer() {
    let plain =
        folder(&[("layers/web/layer.yml", b"layer: {version: 2026.144.1, require: [bare], package: [nginx]}\n")]);
    put(plain.path(), "layers/bare/pixi.toml", b"");
    let packages = json_of(&run(plain.path(), &["packages", "bare", "--tags", "arch", "--format", "json"]));
    assert_eq!(packages["layers"][0]["packages"], json!({}));
    let rendered = json_of(&run(plain.path(), &["render", "--format", "json"]));
    assert_eq!(rendered["layers"][0]["layer"], "bare");
    assert_eq!(rendered["layers"][0]["supervisord"], json!({"entries": [], "fragment": null, "relays": []}));
    let checked = run(plain.path(), &["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&checked.stdout).unwrap();
    assert_eq!(report["files_checked"], 1, "{}", checked.stdout);
    assert!(report["findings"].as_array().unwrap().iter().all(|f| f["file"] == "layers/web/layer.yml"));

    let with_root = project();
    let rendered = json_of(&run(with_root.path(), &["render", "empty", "--format", "json"]));
    assert_eq!(rendered["layers"][0]["supervisord"]["entries"], json!([]));
}

#[test]
fn standard_input_stands_for_a_layer() {
    let project = project();
    let edited = WEB.replace("exec: nginx -g x", "exec: nginx -g y");
    let piped = |args: &[&str]| ended(ov_lsp(project.path(), args).write_stdin(edited.as_str()));
    let name = ["-", "--stdin-filename", "layers/web/layer.yml", "--format", "json"];
    let rendered = json_of(&piped(&[&["render", "--image", "box"], &name[..]].concat()));
    assert_eq!(rendered["layers"].as_array().unwrap().len(), 1);
    let fragment = &rendered["layers"][0]["supervisord"]["fragment"];
    assert!(fragment["text"].as_str().unwrap().contains("nginx -g y"), "{fragment}");
    let packages = json_of(&piped(&[&["packages", "--tags", "cachyos"], &name[..]].concat()));
    assert_eq!(packages["layers"][0]["layer"], "web");
    let alone = piped(&["render", "-", "base"]);
    assert_eq!((alone.status, alone.stdout.as_str()), (Some(2), ""));
    let nowhere = folder(&[("README", b"")]);
    let shown = json_of(&ended(ov_lsp(nowhere.path(), &["render", "-", "--format", "json"]).write_stdin(WEB)));
    assert_eq!(shown["layers"][0]["supervisord"]["entries"][1]["rendered"], true);
}

#[test]
fn an_image_made_for_shared_layers_is_shown_too() {
    let siblings = "version: 2026.144.1443
discover: {layer: [layers]}
image:
  box: {base: quay.io/x:1, distro: [arch], build: [pac]}
  a: {base: box, layer: [shared, one]}
  b: {base: box, layer: [shared, two]}
";
    let project = folder(&[("overthink.yml", siblings.as_bytes())]);
    for name in ["shared", "one", "two"] {
        let text = format!("layer: {{version: 2026.144.1, package: [{name}]}}\n");
        put(project.path(), &format!("layers/{name}/layer.yml"), text.as_bytes());
    }
    let report = json_of(&run(project.path(), &["render", "--image", "box-shared", "--format", "json"]));
    let names: Vec<&Value> = report["layers"].as_array().unwrap().iter().map(|layer| &layer["layer"]).collect();
    assert_eq!(names, ["shared"]);
    assert_eq!(run(project.path(), &["render", "--image", "box-none"]).status, Some(2));
}

#[test]
fn a_base_of_another_distro_installs_by_its_own() {
    let root = "version: 2026.144.1443
discover: {layer: [layers]}
image:
  box: {base: quay.io/x:1, distro: [fedora], build: [rpm], layer: [low]}
  top: {base: box, distro: [debian], build: [deb], layer: [high]}
";
    let layer = b"layer: {version: 2026.144.1, distro: {fedora: {package: [f]}, debian: {package: [d]}}}\n";
    let project = folder(&[("overthink.yml", root.as_bytes()), ("layers/low/layer.yml", layer)]);
    put(project.path(), "layers/high/layer.yml", layer);
    let report = json_of(&run(project.path(), &["packages", "--image", "top", "--format", "json"]));
    let packages: Vec<&Value> = report["layers"].as_array().unwrap().iter().map(|layer| &layer["packages"]).collect();
    assert_eq!(packages, [&json!({"rpm": ["f"]}), &json!({"deb": ["d"]})]);
    assert_eq!(report["image"]["packages"]["rpm"][0]["package"], "f", "{report}");
    let why = run(project.path(), &["why", "top", "package:f"]);
    assert!(why.stdout.contains("installed as `rpm` package"), "{}", why.stdout);
}

#[test]
fn render_numbers_by_hand_or_by_image() {
    let project = project();
    let name = |args: &[&str]| {
        let report = json_of(&run(project.path(), &[&["render", "--format", "json"], args].concat()));
        let layers = report["layers"].as_array().unwrap().iter();
        let files = layers.map(|l| l["supervisord"]["fragment"]["file"].clone());
        files.filter(|f| !f.is_null()).collect::<Vec<_>>()
    };
    assert_eq!(name(&["web", "--position", "7"]), ["07-web.conf"]);
    assert_eq!(name(&["--image", "box"]), ["03-web.conf"]);
    assert_eq!(name(&[]), ["NN-web.conf"]);
    assert_eq!(name(&["--image", "child"]), Vec::<Value>::new(), "it keeps the configuration of its base");
    let refused = run(project.path(), &["render", "--position", "7"]);
    assert_eq!(refused.status, Some(2), "a number goes with one layer");
}

#[test]
fn render_writes_files_and_nothing_for_an_empty_folder() {
    let project = project();
    let out = project.path().join("out");
    let ended = run(project.path(), &["render", "web", "--out", out.to_str().unwrap(), "--home", "/h"]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    assert!(ended.stdout.contains("web (custom): skipped: the packaged form `nginx.service` wins on systemd"));
    assert_eq!(fs::read_to_string(out.join("supervisord/NN-relay-9222.conf")).unwrap(), "relay 9222\n");
    assert!(fs::read_to_string(out.join("systemd/ov-web-job.service")).unwrap().contains("ExecStart=/h/job\n"));
    let empty = json_of(&run(project.path(), &["render", "layers/empty", "--format", "json"]));
    assert_eq!(empty["layers"][0]["systemd"], json!({"entries": []}));
}

#[test]
fn a_name_that_nothing_has_is_wrong_usage() {
    let project = project();
    for args in [["render", "wab"], ["packages", "wab"]] {
        let ended = run(project.path(), &args);
        assert_eq!(ended.status, Some(2));
        assert!(ended.stderr.contains("did you mean `web`?"), "{}", ended.stderr);
    }
    assert_eq!(run(project.path(), &["why", "bax", "web"]).status, Some(2));
}

#[test]
fn packages_prints_the_contract() {
    let project = project();
    let args = ["packages", "web", "--tags", "cachyos,arch", "--format", "json"];
    let expected = json!({
        "version": 1,
        "layers": [{
            "layer": "web", "tags": ["cachyos", "arch"], "build": ["pac"], "packages": {},
            "probes": [{
                "index": 0, "id": "pkg", "package": "nginx",
                "resolved": "nginx-mainline", "from": "package_map.arch"
            }],
            "lost": [
                {
                    "package": "curl", "section": "package",
                    "reason": "`distro:` has no key for this distro, so `package:` goes nowhere"
                },
                {
                    "package": "extra", "section": "distro.cachyos",
                    "reason": "`distro:` takes no such key; it is ignored"
                }
            ]
        }]
    });
    assert_eq!(json_of(&run(project.path(), &args)), expected);
    let cascade = json_of(&run(project.path(), &[&args[..], &["--resolution", "cascade"]].concat()));
    assert_eq!(cascade["layers"][0]["packages"], json!({"pac": ["curl"]}));
    let both = json_of(&run(
        project.path(),
        &["packages", "base", "--tags", "arch", "--build", "pac,aur", "--format", "json"],
    ));
    assert_eq!(both["layers"][0]["build"], json!(["pac", "aur"]));
}

#[test]
fn packages_of_an_image_say_their_layer() {
    let project = project();
    let report = json_of(&run(project.path(), &["packages", "--image", "box", "--format", "json"]));
    let listed = report["image"]["packages"]["rpm"].as_array().unwrap().iter();
    let pairs: Vec<_> = listed.map(|p| (p["package"].as_str().unwrap(), p["layer"].as_str().unwrap())).collect();
    assert_eq!(pairs, [("tar", "base"), ("supervisor", "supervisord"), ("curl", "web"), ("nginx", "web")]);
}

#[test]
fn why_tells_the_chain_and_its_break() {
    let project = project();
    let ended = run(project.path(), &["why", "box", "package:tar"]);
    let expected = "package `tar`
  image `box` lists layer `web` (overthink.yml:5)
  layer `web` requires `base` (layers/web/layer.yml:4)
  layer `base` has package `tar` under `package` (layers/base/layer.yml:1)
  => installed as `rpm` package from `package`
";
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(0), expected));
    let broken = run(project.path(), &["why", "box", "extra", "--format", "json"]);
    assert_eq!(broken.status, Some(1));
    let report: Value = serde_json::from_str(&broken.stdout).unwrap();
    assert_eq!(report["arrives"], false);
    assert!(report["answers"][0]["reason"].as_str().unwrap().contains("none of which is for fedora:43, fedora"));
}

/// An image on a base of another repository, and one whose distro is known.
const FAR: &[u8] = b"version: 2026.144.1443
discover: {layer: [layers]}
import: [{far: '@github.com/o/r:v1'}]
image:
  near: {base: quay.io/x:1, distro: [fedora], build: [rpm], layer: [web]}
  remote: {base: far.cuda, layer: [web]}
  half: {base: far.cuda, distro: [arch], layer: [web]}
";

#[test]
fn an_image_on_a_base_out_of_reach_takes_its_distro_from_the_flags() {
    let project = project();
    put(project.path(), "overthink.yml", FAR);
    let packages = |args: &[&str]| run(project.path(), &[&["packages", "--format", "json", "--image"], args].concat());
    let alone = packages(&["remote"]);
    assert_eq!(alone.status, Some(2));
    assert!(alone.stderr.contains("name its distro with `--tags`"), "{}", alone.stderr);
    let named = json_of(&packages(&["remote", "--tags", "fedora:43,fedora"]));
    assert_eq!(named["image"]["tags"], json!(["fedora:43", "fedora"]));
    assert_eq!(named["image"]["build"], json!(["rpm"]));
    let listed: Vec<&str> =
        named["image"]["packages"]["rpm"].as_array().unwrap().iter().map(|p| p["package"].as_str().unwrap()).collect();
    assert_eq!(listed, ["tar", "curl", "nginx"]);
    let built = json_of(&packages(&["remote", "--tags", "arch", "--build", "pac,aur"]));
    assert_eq!(built["image"]["build"], json!(["pac", "aur"]));
    let half = packages(&["half"]);
    assert_eq!(half.status, Some(2));
    assert!(half.stderr.contains("name them with `--build`"), "{}", half.stderr);
    assert_eq!(json_of(&packages(&["half", "--build", "pac"]))["image"]["tags"], json!(["arch"]));
}

#[test]
fn flags_against_a_distro_that_is_known_are_refused() {
    let project = project();
    put(project.path(), "overthink.yml", FAR);
    for (args, says) in [
        (
            &["--image", "near", "--tags", "arch"][..],
            "image `near` has the distro tags fedora, so `--tags` has no place",
        ),
        (&["--image", "near", "--build", "deb"], "image `near` builds rpm, so `--build` has no place"),
        (&["--image", "half", "--tags", "fedora", "--build", "rpm"], "image `half` has the distro tags arch"),
    ] {
        let ended = run(project.path(), &[&["packages"], args].concat());
        assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(ended.stderr.contains(says), "{}", ended.stderr);
    }
    assert_eq!(run(project.path(), &["packages", "--build", "deb"]).status, Some(2), "formats of which distro?");
}

#[test]
fn a_service_that_nothing_starts_is_a_broken_chain() {
    let project = project();
    put(project.path(), "overthink.yml", FAR);
    let ended = run(project.path(), &["why", "near", "service:job"]);
    assert_eq!(ended.status, Some(1));
    let checked = run(project.path(), &["check", "--select", "supervisord-layer-missing", "--format", "concise"]);
    let message = "image `near` has services, of layer `web`, but no layer `supervisord` to start them; add it";
    assert!(checked.stdout.contains(message), "{}", checked.stdout);
    assert!(ended.stdout.contains(&format!("  => broken: {message}")), "{}", ended.stdout);
}

#[test]
fn a_named_layer_that_cannot_be_read_is_refused() {
    let project = project();
    put(project.path(), "layers/web/layer.yml", b"layer:\n  name: \xff\n");
    for command in ["render", "packages"] {
        for named in ["web", "layers/web", "layers/web/layer.yml"] {
            let ended = run(project.path(), &[command, named]);
            assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""), "{command} {named}");
            assert!(ended.stderr.contains(&format!("{named}: is not UTF-8")), "{}", ended.stderr);
        }
        for walked in [&[][..], &["layers"]] {
            let ended = run(project.path(), &[&[command], walked].concat());
            assert_eq!(ended.status, Some(0), "{command}");
            assert!(ended.stderr.contains("ov-lsp: layers/web/layer.yml is not UTF-8"), "{}", ended.stderr);
        }
    }
}

#[test]
fn a_layer_that_is_not_yaml_is_told() {
    let project = project();
    put(project.path(), "layers/web/layer.yml", b"layer:\n  name: [\n  service:\n    - {name: a, exec: /a}\n");
    for command in ["render", "packages"] {
        let ended = run(project.path(), &[command, "web"]);
        assert_eq!(ended.status, Some(0));
        let says = "ov-lsp: layers/web/layer.yml has syntax errors, so that not all of layer `web` may be shown";
        assert!(ended.stderr.contains(says), "{}", ended.stderr);
        assert_eq!(run(project.path(), &[command, "base"]).stderr, "");
    }
}

#[test]
fn a_folder_without_layers_has_nothing_to_number() {
    let project = project();
    fs::create_dir(project.path().join("docs")).unwrap();
    let ended = run(project.path(), &["render", "docs", "--position", "2"]);
    assert_eq!(ended.status, Some(2));
    assert!(ended.stderr.contains("`--position` has nothing to number: no layer in docs"), "{}", ended.stderr);
    let several = run(project.path(), &["render", "web", "base", "--position", "2"]);
    assert!(several.stderr.contains("`--position` goes with one LAYER, not with 2"), "{}", several.stderr);
}

#[test]
fn templates_that_are_not_yaml_are_not_called_missing() {
    let project = project();
    put(project.path(), "build.yml", b"init: [\n");
    let shown = run(project.path(), &["render", "web"]).stdout;
    assert!(shown.starts_with("templates: unresolved (the project's cannot be read here"), "{shown}");
    let report = json_of(&run(project.path(), &["render", "web", "--format", "json"]));
    assert_eq!(report["layers"][0]["templates"], "unresolved");
}
