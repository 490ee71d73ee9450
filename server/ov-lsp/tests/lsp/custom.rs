//! Requests of our own.

use crate::client::{Client, uri};
use crate::project::{ROOT, TestProject, WEB};
use serde_json::{Value, json};
use std::path::Path;

const MIXED: &str = "layer:
  version: 2026.144.1443
  package: [nginx]
  distro:
    arch: {package: [nginx-mainline]}
  service:
    - name: wéb
      exec: /usr/bin/web
    - name: wéb
      use_packaged: nginx.service
      enable: true
    - name: alone
      exec: /bin/alone
      scope: user
  eval:
    - id: web-installed
      package: nginx
      package_map: {fedora: nginx-core}
";

struct Asked {
    project: TestProject,
    client: Client,
}

impl Asked {
    fn new() -> Self {
        let project = TestProject::new();
        project.write("layers/web/layer.yml", MIXED);
        Self { project, client: Client::pulling() }
    }

    fn web(&self) -> String {
        uri(&self.project.path("layers/web/layer.yml"))
    }

    fn preview(&mut self, more: &Value) -> Value {
        let mut params = json!({"textDocument": {"uri": self.web()}});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.client.request("ov-lsp/preview", &params)
    }
}

/// The part of `text` that a range of whole columns covers.
fn part(text: &str, range: &Value) -> String {
    let offset = |at: &Value| {
        let line = at["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let column = at["character"].as_u64().unwrap() as usize;
        start + text[start..].chars().take(column).map(char::len_utf8).sum::<usize>()
    };
    text[offset(&range["start"])..offset(&range["end"])].to_owned()
}

#[test]
fn a_preview_of_supervisord_leads_both_ways() {
    let mut asked = Asked::new();
    let position = json!({"line": 9, "character": 8});
    let answer = asked.preview(&json!({"init": "supervisord", "position": position, "image": "web"}));
    let text = answer["text"].as_str().unwrap();
    assert_eq!(
        (&answer["layer"], &answer["templates"], &answer["active"]),
        (&json!("web"), &json!("embedded"), &json!(1))
    );
    let entries = answer["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 3);
    assert!(part(text, &entries[0]["preview"]).starts_with("[program:wéb]"), "{text}");
    assert!(part(MIXED, &entries[0]["source"]).starts_with("name: wéb\n      exec"));
    assert_eq!((&entries[1]["form"], &entries[1]["rendered"]), (&json!("packaged"), &json!(false)));
    let left_out = part(text, &entries[1]["preview"]);
    assert!(left_out.starts_with("# left out: `wéb`") && left_out.ends_with(entries[1]["reason"].as_str().unwrap()));
    let alone = part(text, &entries[2]["preview"]);
    assert!(alone.starts_with("[program:alone]") && !alone.contains("# "), "{alone}");
    let file = &answer["files"][0];
    assert_eq!(file["path"], "01-web.conf");
    assert_eq!(part(text, &file["range"]), file["text"].as_str().unwrap());
    asked.client.finish();
}

#[test]
fn a_preview_of_systemd_has_a_heading_for_each_unit() {
    let mut asked = Asked::new();
    let answer = asked.preview(&json!({"init": "systemd", "home": "/home/me"}));
    let text = answer["text"].as_str().unwrap();
    assert!(text.contains("\n# nginx.service (system unit of a package): enabled and started\n"), "{text}");
    assert!(text.contains("left out: `wéb` (custom): the packaged form `nginx.service` wins on systemd"), "{text}");
    let file = &answer["files"][0];
    assert!(file["path"].as_str().unwrap().starts_with("/home/me/"), "{file}");
    assert_eq!(part(text, &file["range"]), file["text"].as_str().unwrap());
    for line in text.lines().filter(|line| line.contains("left out")) {
        assert!(line.starts_with("# "), "{line}");
    }
    assert!(answer.get("active").is_none());
    asked.client.finish();
}

#[test]
fn what_is_typed_shows_in_the_preview_at_once() {
    let mut asked = Asked::new();
    let path = asked.project.path("layers/web/layer.yml");
    asked.client.open(&path, MIXED);
    asked.client.change(&path, 2, &json!([{"text": MIXED.replace("/bin/alone", "/bin/other")}]));
    let answer = asked.preview(&json!({"init": "supervisord"}));
    assert!(answer["text"].as_str().unwrap().contains("/bin/other"));
    asked.client.change(&path, 3, &json!([{"text": "layer:\n  service:\n    - name: x\n      ex"}]));
    let half = asked.preview(&json!({"init": "supervisord"}));
    assert_eq!(half["entries"][0]["name"], "x");
    asked.client.change(&path, 4, &json!([{"text": ""}]));
    assert!(asked.preview(&json!({"init": "systemd"}))["text"].as_str().unwrap().contains("no services"));
    asked.client.finish();
}

#[test]
fn only_layers_have_a_preview() {
    let mut asked = Asked::new();
    assert_eq!(asked.preview(&json!({"init": "systemd", "image": "nowhere"})), Value::Null);
    for name in ["overthink.yml", "docker-compose.yml", "layers/web/other.yml"] {
        let document = json!({"uri": uri(&asked.project.path(name))});
        let params = json!({"textDocument": document, "init": "systemd"});
        assert_eq!(asked.client.request("ov-lsp/preview", &params), Value::Null, "{name}");
    }
    let document = json!({"uri": "untitled:one"});
    assert_eq!(
        asked.client.request("ov-lsp/preview", &json!({"textDocument": document, "init": "systemd"})),
        Value::Null
    );
    let id = asked.client.post_unjudged("ov-lsp/preview", &json!({"init": "runit"}));
    assert_eq!(asked.client.answer(&id.into())["error"]["code"], -32602);
    asked.client.finish();
}

#[test]
fn packages_are_shown_by_distro() {
    let mut asked = Asked::new();
    let web = json!({"textDocument": {"uri": asked.web()}});
    let answer = asked.client.request("ov-lsp/packages", &web);
    let fedora = &answer["distros"][0];
    assert_eq!((&fedora["tags"], &fedora["users"]), (&json!(["fedora:43", "fedora"]), &json!(["image `web`"])));
    assert_eq!(fedora["lost"][0]["name"], "nginx");
    assert_eq!(part(MIXED, &fedora["lost"][0]["range"]), "nginx");
    let probe = &fedora["probes"][0];
    assert_eq!((&probe["resolved"], &probe["from"]), (&json!("nginx-core"), &json!("package_map.fedora")));
    assert!(part(MIXED, &probe["range"]).starts_with("id: web-installed"));
    let base = json!({"textDocument": {"uri": uri(&asked.project.path("layers/base/layer.yml"))}, "image": "web"});
    let base = asked.client.request("ov-lsp/packages", &base);
    assert_eq!(base["distros"][0]["packages"][0]["packages"][0]["name"], "curl");
    asked.client.finish();
}

#[test]
fn the_matrix_sets_layers_against_targets() {
    let mut asked = Asked::new();
    let root = asked.project.root().to_path_buf();
    for asked_for in [root.clone(), root.join("layers/web/layer.yml"), root.join("layers")] {
        let matrix = asked.client.request("ov-lsp/matrix", &json!({"uri": uri(&asked_for)}));
        assert_eq!((&matrix["inits"], &matrix["distros"]), (&json!(["supervisord"]), &json!(["fedora:43"])));
        let web = &matrix["layers"][1];
        assert_eq!(web["uri"], asked.web());
        let cell = &web["cells"][0];
        assert_eq!((&cell["init"], &cell["distro"]), (&json!("supervisord"), &json!("fedora:43")));
        let names = |list: &Value| -> Vec<String> {
            list.as_array().unwrap().iter().map(|one| format!("{} {}", one["kind"], one["name"])).collect()
        };
        assert_eq!(names(&cell["gets"]), ["\"service\" \"wéb\"", "\"service\" \"alone\""]);
        assert_eq!(names(&cell["skipped"]), ["\"service\" \"wéb\"", "\"package\" \"nginx\""]);
    }
    assert_eq!(asked.client.request("ov-lsp/matrix", &json!({"uri": "file:///"})), Value::Null);
    asked.client.finish();
}

#[test]
fn the_status_says_why_a_file_is_handled_or_not() {
    let mut asked = Asked::new();
    let mut ask = |name: &str| {
        let document = json!({"uri": uri(&asked.project.path(name))});
        asked.client.request("ov-lsp/status", &json!({"textDocument": document}))
    };
    let layer = ask("layers/web/layer.yml");
    assert_eq!((&layer["file"]["handled"], &layer["file"]["kind"]), (&json!(true), &json!("layer")));
    assert_eq!(layer["file"]["reason"], "the project discovers it as layer `web`");
    let project = &layer["project"];
    assert_eq!(
        (&project["version"], &project["layers"], &project["config"]),
        (&json!("2026.144.1443"), &json!(2), &Value::Null)
    );
    assert!(project["problems"]["warnings"].as_u64().unwrap() > 0, "{project}");
    assert_eq!(ask("overthink.yml")["file"]["kind"], "root");
    assert_eq!(ask("ov-lsp.yml")["file"]["kind"], "config");
    let other = ask("elsewhere/layer.yml");
    assert_eq!((&other["file"]["handled"], &other["file"]["kind"]), (&json!(false), &json!("other")));
    assert_eq!(other["file"]["reason"], "no `discover:` of the project leads to it");
    let outside = json!({"textDocument": {"uri": "file:///nowhere/layer.yml"}});
    assert_eq!(asked.client.request("ov-lsp/status", &outside)["file"]["handled"], false);
    let nothing = asked.client.request("ov-lsp/status", &json!({}));
    assert_eq!(
        (&nothing["serverVersion"], &nothing["diagnostics"]),
        (&json!(env!("CARGO_PKG_VERSION")), &json!("pull"))
    );
    assert_eq!(nothing["projects"], json!([uri(asked.project.root())]));
    asked.client.finish();
}

#[test]
fn a_chain_is_explained_with_its_places() {
    let mut asked = Asked::new();
    let mut ask = |image: &str, thing: &str| {
        let params = json!({"uri": uri(asked.project.root()), "image": image, "thing": thing});
        asked.client.request("ov-lsp/why", &params)
    };
    let answer = ask("web", "layer:web");
    assert_eq!(answer["arrives"], true);
    let location = &answer["answers"][0]["chain"][0]["location"];
    assert!(location["uri"].as_str().unwrap().ends_with("/overthink.yml"));
    assert_eq!(part(ROOT, &location["range"]), "web");
    let curl = ask("web", "curl");
    assert_eq!((&curl["arrives"], &curl["answers"][0]["kind"]), (&json!(false), &json!("package")));
    assert!(curl["answers"][0]["reason"].as_str().unwrap().contains("not in the closure"));
    assert_eq!(ask("nowhere", "curl"), Value::Null);
    asked.client.finish();
}

#[test]
fn the_graph_has_layers_images_and_edges() {
    let mut asked = Asked::new();
    asked.project.write("layers/web/layer.yml", WEB);
    let graph = asked.client.request("ov-lsp/graph", &json!({"uri": uri(asked.project.root())}));
    let names = |key: &str| -> Vec<String> {
        graph[key].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((names("layers"), names("images")), (vec!["base".to_owned(), "web".into()], vec!["web".to_owned()]));
    let edges: Vec<_> = graph["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| (edge["kind"].as_str().unwrap(), edge["to"].as_str().unwrap(), edge["known"].as_bool().unwrap()))
        .collect();
    assert_eq!(edges, [("requires", "base", true), ("requires", "nowhere", false), ("installs", "web", true)]);
    assert_eq!(part(WEB, &graph["edges"][1]["location"]["range"]), "nowhere");
    assert_eq!(graph["layers"][0]["users"], json!(["image `web`"]));
    assert_eq!(graph["images"][0]["init"], Value::Null);
    asked.client.finish();
}

#[test]
fn requests_about_files_that_are_gone_are_answered() {
    let mut asked = Asked::new();
    let gone = json!({"textDocument": {"uri": uri(Path::new("/no/such/layers/x/layer.yml"))}, "init": "systemd"});
    assert_eq!(asked.client.request("ov-lsp/preview", &gone), Value::Null);
    asked.client.finish();
}

#[test]
fn the_same_is_there_as_commands() {
    let mut asked = Asked::new();
    let document = json!({"uri": asked.web()});
    let mut run = |command: &str, argument: Value| {
        asked.client.post("workspace/executeCommand", &json!({"command": command, "arguments": [argument]}))
    };
    let preview = run("ov-lsp.server.preview", json!({"textDocument": document, "init": "systemd"}));
    let bad = run("ov-lsp.server.preview", json!({"init": "systemd"}));
    let unknown = run("ov-lsp.server.dance", json!({}));
    assert_eq!(asked.client.answer(&preview.into())["result"], asked.preview(&json!({"init": "systemd"})));
    for id in [bad, unknown] {
        assert_eq!(asked.client.answer(&id.into())["error"]["code"], -32602);
    }
    asked.client.finish();
}
