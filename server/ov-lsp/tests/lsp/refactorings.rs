//! Refactorings: those that findings ask for, and those that nobody asks for.

use crate::client::{Client, uri};
use crate::project::TestProject;
use serde_json::{Value, json};
use std::path::Path;

const ROOT: &str = "version: 2026.144.1443\ndiscover: {layer: [layers]}\nimage:\n  web: {distro: ['fedora:43', fedora], build: [rpm], layer: [srv]}\nlocal:\n  here: {layer: [srv-host]}\n";
const OURS: &str =
    "layer:\n  version: 2026.144.1443\n  package: [nginx]\n  service:\n    - name: srv\n      exec: /usr/bin/srv\n";
const HOST: &str = "layer:\n  version: 2026.144.1443\n  package: [nginx]\n  service:\n    - name: srv\n      use_packaged: srv.service\n      enable: true\n";
const MERGE: &str = "Merge `srv-host` into `srv`";

fn split_pair() -> TestProject {
    let project = TestProject::new();
    project.write("overthink.yml", ROOT);
    project.write("layers/srv/layer.yml", OURS);
    project.write("layers/srv-host/layer.yml", HOST);
    project
}

/// A client that takes these operations on files, and shows whatever there is to show of an action.
fn client(operations: &Value) -> Client {
    let annotations = json!({"groupsOnLabel": true});
    let edits = json!({
        "documentChanges": true, "resourceOperations": operations, "changeAnnotationSupport": annotations
    });
    Client::new(&json!({
        "general": {"positionEncodings": ["utf-32"]},
        "textDocument": {"diagnostic": {}, "codeAction": {"disabledSupport": true}},
        "workspace": {"workspaceEdit": edits}
    }))
}

fn refactorings(client: &mut Client, path: &Path, line: u32, character: u32) -> Vec<Value> {
    let at = json!({"line": line, "character": character});
    let context = json!({"diagnostics": [], "only": ["refactor"]});
    let params = json!({"textDocument": {"uri": uri(path)}, "range": {"start": at, "end": at}, "context": context});
    client.request("textDocument/codeAction", &params).as_array().unwrap().clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// The one merge offered at the head of the layer.
fn merge(client: &mut Client, path: &Path) -> Option<Value> {
    let found = refactorings(client, path, 1, 4);
    found.into_iter().find(|action| action["title"].as_str().unwrap().starts_with("Merge"))
}

#[test]
fn a_merge_is_one_edit_that_is_looked_at_first() {
    let project = split_pair();
    project.write("layers/srv-host/run.sh", "true\n");
    let path = project.path("layers/srv-host/layer.yml");
    let mut client = client(&json!(["create", "rename", "delete"]));
    client.open(&path, HOST);
    let action = merge(&mut client, &path).unwrap();
    assert_eq!(action["title"], format!("{MERGE} (changes systemd)"));
    assert_eq!(action["kind"], "refactor.rewrite");
    let changes = action["edit"]["documentChanges"].as_array().unwrap();
    let text = changes[1].to_string();
    assert_eq!(changes[0]["textDocument"]["uri"], uri(&project.path("layers/srv/layer.yml")), "{text}");
    assert!(changes[0]["edits"][0]["newText"].as_str().unwrap().contains("use_packaged: srv.service"), "{text}");
    assert_eq!(changes[1]["edits"][0]["newText"], "srv", "the name in the local template");
    let (from, to) = (project.path("layers/srv-host/run.sh"), project.path("layers/srv/run.sh"));
    assert_eq!(changes[2]["kind"], "rename");
    assert_eq!((&changes[2]["oldUri"], &changes[2]["newUri"]), (&json!(uri(&from)), &json!(uri(&to))));
    assert_eq!((&changes[3]["kind"], &changes[3]["options"]["recursive"]), (&json!("delete"), &json!(true)));
    assert_eq!(changes[3]["uri"], uri(&project.path("layers/srv-host")));
    assert_eq!(changes.len(), 4);
    let ids = ["edits/0", "edits/0", "", ""].map(|below| below.replace("edits/0", "/edits/0") + "/annotationId");
    let annotation = |index: usize| {
        let id = changes[index].pointer(&ids[index]).unwrap().as_str().unwrap();
        action["edit"]["changeAnnotations"][id].clone()
    };
    let asks: Vec<Value> = (0..4).map(|index| annotation(index)["needsConfirmation"].clone()).collect();
    assert_eq!(asks, [false, false, false, true], "nothing goes without a word");
    assert_eq!(annotation(0)["label"], MERGE);
    let told = annotation(0)["description"].as_str().unwrap().to_owned();
    assert!(told.contains("supervisord: as before") && told.contains("systemd: no longer "), "{told}");
    assert!(told.ends_with("packages: as before"), "{told}");
    client.finish();
}

#[test]
fn two_halves_are_merged_in_a_folder_of_another_name() {
    let project = TestProject::new();
    project.write("overthink.yml", &ROOT.replace("layer: [srv]", "layer: [srv-pod]"));
    project.write("layers/srv-pod/layer.yml", OURS);
    project.write("layers/srv-host/layer.yml", HOST);
    let mut client = client(&json!(["create", "rename", "delete"]));
    for (half, text) in [("layers/srv-pod", OURS), ("layers/srv-host", HOST)] {
        let path = project.path(half).join("layer.yml");
        client.open(&path, text);
        let action = merge(&mut client, &path).unwrap();
        let title = action["title"].as_str().unwrap();
        assert!(title.starts_with("Merge `srv-pod` and `srv-host` into `srv` (changes "), "{title}");
        let changes = action["edit"]["documentChanges"].as_array().unwrap();
        let renamed = changes.iter().find(|one| one["kind"] == "rename").unwrap();
        assert_eq!(renamed["oldUri"], uri(&project.path("layers/srv-pod")));
        assert_eq!(renamed["newUri"], uri(&project.path("layers/srv")));
        assert_eq!(changes.last().unwrap()["uri"], uri(&project.path("layers/srv-host")));
    }
    client.finish();
}

#[test]
fn what_is_in_the_way_of_a_merge_is_listed() {
    let project = split_pair();
    let host = HOST.replace("[nginx]", "[nginx]\n  env: {A: c}");
    project.write("layers/srv/layer.yml", &OURS.replace("[nginx]", "[nginx]\n  env: {A: b}"));
    project.write("layers/srv-host/layer.yml", &host);
    let path = project.path("layers/srv-host/layer.yml");
    let mut able = client(&json!(["create", "rename", "delete"]));
    able.open(&path, &host);
    let action = merge(&mut able, &path).unwrap();
    let reason = "Cannot be merged yet: `env.A` is another one in `srv-host` (layers/srv/layer.yml:4)";
    assert_eq!((&action["title"], &action["disabled"]["reason"]), (&json!(MERGE), &json!(reason)));
    assert!(action.get("edit").is_none());
    assert_eq!(action["data"]["conflicts"][0]["file"], "layers/srv/layer.yml");
    able.finish();
}

#[test]
fn clients_that_cannot_delete_are_told_so() {
    let project = split_pair();
    let path = project.path("layers/srv-host/layer.yml");
    let mut unable = client(&json!(["create", "rename"]));
    unable.open(&path, HOST);
    let action = merge(&mut unable, &path).unwrap();
    assert_eq!(action["disabled"]["reason"], "this editor cannot move and delete files for a language server");
    assert!(action.get("edit").is_none());
    unable.finish();
    let mut silent = Client::pulling();
    silent.open(&path, HOST);
    assert_eq!(merge(&mut silent, &path), None, "it cannot show what cannot be done");
    silent.finish();
}

const SPREAD: &str = "\
layer:
  version: 2026.144.1443
  distro:
    fedora:
      package: [git, openssh-clients]
    arch:
      package: [git]
  eval:
    - package: git
      package_map:
        fedora: git
        arch: git
";

#[test]
fn packages_are_spread_and_gathered_where_they_are_listed() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    project.write("layers/web/layer.yml", SPREAD);
    let mut client = client(&json!([]));
    client.open(&path, SPREAD);
    let at_package = refactorings(&mut client, &path, 4, 23);
    assert_eq!(
        titles(&at_package),
        ["Install `openssh` for arch (its usual name) as well", "List `git` once for all distros"]
    );
    assert_eq!(at_package[0]["edit"]["documentChanges"][0]["edits"][0]["newText"], ", openssh");
    assert!(refactorings(&mut client, &path, 8, 10).is_empty());
    let common = SPREAD.replace("  distro:", "  package: [curl]\n  distro:");
    client.change(&path, 2, &json!([{"text": common}]));
    let found = refactorings(&mut client, &path, 2, 14);
    assert_eq!(
        titles(&found),
        ["List `git` once for all distros", "List the packages for all distros under fedora and arch each"]
    );
    client.finish();
}

#[test]
fn a_layer_that_nobody_uses_is_added_to_an_image() {
    let project = TestProject::new();
    let path = project.path("layers/base/layer.yml");
    let text = "layer:\n  version: 2026.144.1443\n  name: base\n  package: [curl]\n";
    let mut client = client(&json!([]));
    client.open(&path, text);
    let found = refactorings(&mut client, &path, 0, 2);
    assert!(found.is_empty(), "`web` requires it: {found:?}");
    project.write("overthink.yml", &ROOT.replace("srv-host", "other").replace("[srv]", "[other]"));
    client.notify(
        "workspace/didChangeWatchedFiles",
        &json!({"changes": [{"uri": uri(&project.path("overthink.yml")), "type": 2}]}),
    );
    let found = refactorings(&mut client, &path, 0, 2);
    assert_eq!(titles(&found), ["Add `base` to the image `web`"]);
    let change = &found[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["uri"], uri(&project.path("overthink.yml")));
    assert_eq!(change["edits"][0]["newText"], ", base");
    client.finish();
}

#[test]
fn the_image_that_has_most_of_what_a_layer_needs_comes_first() {
    let project = TestProject::new();
    let text = "layer:\n  version: 2026.144.1443\n  require: [base]\n  package: [top]\n";
    project.write("layers/top/layer.yml", text);
    project.write(
        "overthink.yml",
        "version: 2026.144.1443\ndiscover: {layer: [layers]}\nimage:\n  apt: {distro: [debian], build: [deb]}\n  bare: {distro: [fedora], build: [rpm], layer: [other]}\n  full: {distro: [fedora], build: [rpm], layer: [base]}\n  off: {distro: [fedora], enabled: false}\n",
    );
    let path = project.path("layers/top/layer.yml");
    let mut client = client(&json!([]));
    client.open(&path, text);
    let found = refactorings(&mut client, &path, 1, 4);
    let images = ["full", "apt", "bare"].map(|image| format!("Add `top` to the image `{image}`"));
    assert_eq!(titles(&found), images);
    let edit = &found[1]["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], ", layer: [top]");
    client.finish();
}

#[test]
fn an_unknown_layer_is_made() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let text = "layer:\n  version: 2026.144.1443\n  package: [nginx]\n  require: [metrics]\n";
    let mut able = client(&json!(["create"]));
    able.open(&path, text);
    let at = json!({"line": 3, "character": 13});
    let params = json!({
        "textDocument": {"uri": uri(&path)}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}
    });
    let found = able.request("textDocument/codeAction", &params);
    let action = found.as_array().unwrap().iter().find(|a| a["title"] == "Create the layer `metrics`").unwrap();
    let changes = &action["edit"]["documentChanges"];
    let new = uri(&project.path("layers/metrics/layer.yml"));
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(new)));
    assert_eq!(changes[1]["textDocument"]["uri"], new);
    assert!(changes[1]["edits"][0]["newText"].as_str().unwrap().starts_with("layer:\n  version: "));
    able.finish();
}
