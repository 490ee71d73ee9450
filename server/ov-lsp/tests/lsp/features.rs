//! What the server answers about a place, half typed or not.

use crate::client::{Client, uri};
use crate::project::{TestProject, WEB};
use serde_json::{Value, json};

/// Opens `text` as the layer `web` and asks where `|` stands in it.
fn ask(method: &str, text: &str) -> Value {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let (before, after) = text.split_once('|').unwrap();
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().unwrap().chars().count();
    let mut client = Client::pulling();
    client.open(&path, &format!("{before}{after}"));
    let position = json!({"line": line, "character": character});
    let answer = client.request(method, &json!({"textDocument": {"uri": uri(&path)}, "position": position}));
    client.finish();
    answer
}

fn labels(text: &str) -> Vec<String> {
    let items = ask("textDocument/completion", text);
    items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
}

/// The text after the candidate `label` was taken.
fn completed(text: &str, label: &str) -> String {
    let items = ask("textDocument/completion", text);
    let item = items.as_array().unwrap().iter().find(|item| item["label"] == label);
    let edit = &item.unwrap_or_else(|| panic!("no {label} in {items}"))["textEdit"];
    let text = text.replace('|', "");
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let number = |at: &str, key: &str| edit["range"][at][key].as_u64().unwrap() as usize;
    assert_eq!(number("start", "line"), number("end", "line"));
    let line = &mut lines[number("start", "line")];
    line.replace_range(number("start", "character")..number("end", "character"), edit["newText"].as_str().unwrap());
    lines.join("\n")
}

fn hover(text: &str) -> String {
    ask("textDocument/hover", text)["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn keys_are_offered_where_they_are_legal() {
    let top = labels("layer:\n  version: 2026.144.1443\n  |\n  package: [x]\n");
    assert!(top.contains(&"require".to_owned()) && top.contains(&"service".to_owned()), "{top:?}");
    assert!(!top.contains(&"package".to_owned()) && !top.contains(&"exec".to_owned()), "{top:?}");
    let entry = labels("layer:\n  service:\n    - name: web\n      |\n");
    assert!(entry.contains(&"exec".to_owned()) && !entry.contains(&"name".to_owned()), "{entry:?}");
    assert_eq!(labels("layer:\n  version: 1 # a comm|ent\n"), [] as [&str; 0]);
}

#[test]
fn half_a_key_is_completed() {
    assert_eq!(completed("layer:\n  ver|\n", "version"), "layer:\n  version: \n");
    assert_eq!(completed("layer:\n  package: [x]\n  serv|\n", "service"), "layer:\n  package: [x]\n  service:\n");
    assert_eq!(completed("layer:\n  ser|vice:\n    - name: x\n", "security"), "layer:\n  security:\n    - name: x\n");
    let entry = "layer:\n  service:\n    - name: web\n      ex|\n";
    assert_eq!(completed(entry, "exec"), entry.replace("ex|", "exec: "));
    let first = "layer:\n  service:\n    - na|\n";
    assert_eq!(completed(first, "name"), first.replace("na|", "name: "));
}

#[test]
fn words_and_names_are_offered_as_values() {
    let layers = labels("layer:\n  require: [|]\n");
    assert!(layers.contains(&"base".to_owned()) && !layers.contains(&"web".to_owned()), "{layers:?}");
    assert_eq!(completed("layer:\n  require:\n    - b|\n", "base"), "layer:\n  require:\n    - base\n");
    assert_eq!(labels("layer:\n  service:\n    - name: x\n      enable: |\n"), ["true", "false"]);
    assert_eq!(completed("layer:\n  require:\n    - x\n    |\n", "base"), "layer:\n  require:\n    - x\n    - base\n");
    let scope = labels("layer:\n  service:\n    - name: x\n      scope: |\n");
    assert_eq!(scope, ["system", "user"]);
    let tags = labels("layer:\n  eval:\n    - package: x\n      package_map:\n        |\n");
    assert_eq!(tags, ["fedora", "fedora:43"]);
}

#[test]
fn keys_and_layers_are_explained() {
    for at in ["layer:\n  req|uire: [base]\n", "layer:\n  |require: [base]\n", "layer:\n  require|: [base]\n"] {
        assert!(hover(at).starts_with("**`require`**"), "{at}");
    }
    assert!(hover("|layer:\n  require: [base]\n").starts_with("**`layer`**"));
    for blank in ["layer:\n | require: [base]\n", "layer:\n|\n  require: [base]\n", "layer:\n  require: [base]\n|"] {
        assert_eq!(hover(blank), "", "{blank}");
    }
    let base = hover("layer:\n  require: [ba|se]\n");
    assert!(base.starts_with("**`base`** · layers/base/layer.yml"), "{base}");
    assert_eq!(hover("layer:\n  require: [no|where]\n"), "");
    assert_eq!(hover("layer:\n  nonsen|se: x\n"), "");
}

#[test]
fn entries_are_shown_as_the_inits_get_them() {
    let entry = hover("layer:\n  service:\n    - na|me: web\n      exec: /usr/bin/web\n");
    assert!(entry.contains("[program:web]") && entry.contains("[Service]"), "{entry}");
    let probe = "layer:\n  package: [a]\n  eval:\n    - id: x\n      pack|age: a\n      package_map: {fedora: b}\n";
    assert!(hover(probe).contains("fedora:43: `b`"), "{}", hover(probe));
}

#[test]
fn a_layer_is_found_by_its_name() {
    let found = ask("textDocument/definition", "layer:\n  require: [ba|se]\n");
    assert!(found[0]["uri"].as_str().unwrap().ends_with("/layers/base/layer.yml"));
    assert_eq!(ask("textDocument/definition", "layer:\n  require: [nowh|ere]\n"), Value::Null);
}

#[test]
fn the_outline_follows_the_text() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let nested = json!({"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}});
    let mut client = Client::new(&json!({"textDocument": nested}));
    client.open(&path, WEB);
    let first = client.request("textDocument/documentSymbol", &json!({"textDocument": {"uri": uri(&path)}}));
    let body = first[0]["children"].as_array().unwrap();
    let names: Vec<_> = body.iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["version", "package", "require", "service"]);
    assert_eq!(body[3]["children"][0]["name"], "web");
    assert_eq!(body[0]["range"]["end"], json!({"line": 1, "character": 24}));
    client.told("textDocument/publishDiagnostics");
    client.finish();
}

fn apply(text: &str, edits: &Value) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for edit in edits.as_array().unwrap() {
        let number = |at: &str, key: &str| edit["range"][at][key].as_u64().unwrap() as usize;
        assert_eq!(number("start", "line"), number("end", "line"), "the test knows edits of one line");
        let line = &mut lines[number("start", "line")];
        line.replace_range(number("start", "character")..number("end", "character"), edit["newText"].as_str().unwrap());
    }
    lines.join("\n")
}

#[test]
fn fixes_are_offered_where_the_finding_is() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pulling();
    client.open(&path, WEB);
    let diagnostics = client.diagnostics(&path);
    let mut ask = |line: u32, context: Value| {
        let at = json!({"line": line, "character": 8});
        let params =
            json!({"textDocument": {"uri": uri(&path)}, "range": {"start": at, "end": at}, "context": context});
        client.request("textDocument/codeAction", &params)
    };
    assert_eq!(ask(1, json!({"diagnostics": []})), json!([]));
    let actions = ask(7, json!({"diagnostics": diagnostics}));
    let fix = &actions[0];
    assert_eq!((&fix["title"], &fix["kind"]), (&json!("Rename to `auto_start`"), &json!("quickfix")));
    assert_eq!(fix["diagnostics"][0]["code"], "unknown-key");
    let fixed = apply(WEB, &fix["edit"]["changes"][uri(&path)]);
    assert_eq!(fixed, WEB.replace("auto_strat", "auto_start"));
    let all = ask(0, json!({"diagnostics": [], "only": ["source.fixAll"]}));
    assert_eq!(all[0]["kind"], "source.fixAll.ov-lsp");
    assert_eq!(apply(WEB, &all[0]["edit"]["changes"][uri(&path)]), fixed);
    assert_eq!(ask(7, json!({"diagnostics": [], "only": ["refactor"]})), json!([]));
    client.finish();
}

#[test]
fn names_of_the_project_are_offered_as_values() {
    let head = "layer:\n  package: [nginx, curl]\n  volume: [{name: data, path: /d}]\n  port: [8080, tcp:5432]\n  var: {PORT: x}\n";
    let in_layer = |tail: &str| labels(&format!("{head}{tail}"));
    assert_eq!(in_layer("  data:\n    - volume: |\n"), ["data"]);
    let units = in_layer("  service:\n    - name: web\n      use_packaged: |\n");
    assert_eq!(units, ["web.service", "nginx.service", "curl.service"]);
    assert_eq!(in_layer("  eval:\n    - package: ngi|\n"), ["nginx", "curl"]);
    assert_eq!(in_layer("  service: [{name: web, exec: x}]\n  eval:\n    - service: |\n"), ["web"]);
    let variables = in_layer("  task:\n    - cmd: echo ${P|}\n");
    assert!(variables.contains(&"${PORT}".to_owned()), "{variables:?}");
    let of_check = in_layer("  eval:\n    - command: ls $|\n");
    for name in ["${VOLUME_PATH:data}", "${HOST_PORT:8080}", "${HOST_PORT:5432}", "${CONTAINER_IP}"] {
        assert!(of_check.contains(&name.to_owned()), "{name} in {of_check:?}");
    }
    let typed = format!("{head}  task:\n    - cmd: echo ${{P|}} x\n");
    assert_eq!(completed(&typed, "${PORT}"), typed.replace("P|}", "PORT}"));
    let mapped =
        labels("layer:\n  package: [a, b]\n  eval:\n    - package: x\n      package_map:\n        fedora: |\n");
    assert_eq!(mapped, ["a", "b"]);
}

#[test]
fn a_whole_pair_is_offered_where_a_service_begins() {
    let pair = "service for both init systems";
    let expected = "layer:\n  service:\n    - name: web\n      exec: /usr/bin/web\n    - name: web\n      use_packaged: web.service\n      enable: true\n";
    for begun in ["layer:\n  service:\n    - |\n", "layer:\n  service:\n    - name: x\n    |\n"] {
        let text = completed(begun, pair);
        let wanted = if begun.contains('x') {
            expected.replacen("    - name: web", "    - name: x\n    - name: web", 1)
        } else {
            expected.to_owned()
        };
        assert_eq!(text, wanted);
    }
    assert!(!labels("layer:\n  service: [|]\n").contains(&pair.to_owned()));
    assert!(!labels("layer:\n  service:\n    - name: x\n      |\n").contains(&pair.to_owned()));
}
