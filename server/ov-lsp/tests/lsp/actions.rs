//! Actions that take more than an edit of the open text.

use crate::client::{Client, uri};
use crate::project::{TestProject, WEB};
use serde_json::{Value, json};

/// A client that takes these operations on files, and nothing more.
fn client(operations: &Value) -> Client {
    let edits = json!({"documentChanges": true, "resourceOperations": operations});
    Client::new(&json!({
        "general": {"positionEncodings": ["utf-32"]},
        "textDocument": {"diagnostic": {}},
        "workspace": {"workspaceEdit": edits}
    }))
}

fn actions(client: &mut Client, path: &std::path::Path, line: u32) -> Vec<Value> {
    let at = json!({"line": line, "character": 8});
    let range = json!({"start": at, "end": at});
    let params = json!({"textDocument": {"uri": uri(path)}, "range": range, "context": {"diagnostics": []}});
    client.request("textDocument/codeAction", &params).as_array().unwrap().clone()
}

fn named<'a>(actions: &'a [Value], title: &str) -> Option<&'a Value> {
    actions.iter().find(|action| action["title"] == title)
}

#[test]
fn a_finding_is_ignored_by_a_comment_above_it() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = client(&json!(["create"]));
    client.open(&path, WEB);
    let found = actions(&mut client, &path, 7);
    let ignore = named(&found, "Ignore `unknown-key` here").unwrap();
    let change = &ignore["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    let edit = &change["edits"][0];
    assert_eq!(edit["newText"], "      # ov-lsp: ignore[unknown-key] reason\n");
    client.change(&path, 2, &json!([{"range": edit["range"], "text": edit["newText"]}]));
    let left: Vec<Value> = client.diagnostics(&path).iter().map(|d| d["code"].clone()).collect();
    assert_eq!(left, ["require-unknown"]);
    client.finish();
}

#[test]
fn a_rule_is_switched_off_for_the_project() {
    let project = TestProject::new();
    let (path, config) = (project.path("layers/web/layer.yml"), project.path("ov-lsp.yml"));
    let off = "Switch `unknown-key` off in ov-lsp.yml";
    let mut able = client(&json!(["create"]));
    able.open(&path, WEB);
    let found = actions(&mut able, &path, 7);
    let changes = &named(&found, off).unwrap()["edit"]["documentChanges"];
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(uri(&config))));
    assert_eq!(changes[1]["edits"][0]["newText"], "rules:\n  unknown-key: off\n");
    for text in ["rules: {require-unknown: off}\n", "rules:\n  require-unknown: off # why\n", "baseline: x\n"] {
        able.open(&config, text);
        let found = actions(&mut able, &path, 7);
        let edits = named(&found, off).unwrap()["edit"]["documentChanges"][0]["edits"].clone();
        let changes: Vec<Value> =
            edits.as_array().unwrap().iter().map(|e| json!({"range": e["range"], "text": e["newText"]})).collect();
        able.change(&config, 2, &Value::Array(changes));
        let codes: Vec<Value> = able.diagnostics(&path).iter().map(|d| d["code"].clone()).collect();
        assert!(!codes.contains(&json!("unknown-key")), "{text}");
        able.close(&config);
    }
    able.finish();
    let mut unable = client(&json!([]));
    unable.open(&path, WEB);
    let found = actions(&mut unable, &path, 7);
    assert!(named(&found, off).is_none() && named(&found, "Ignore `unknown-key` here").is_some());
    unable.finish();
}

#[test]
fn no_comment_is_put_into_a_text() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let text = "layer:\n  version: 2026.144.1443\n  task:\n    - user: root\n      cmd: |\n        true\n        curl -o /x http://x/latest\n        pip install x\n";
    let mut client = client(&json!([]));
    client.open(&path, text);
    for action in (4..8).flat_map(|line| actions(&mut client, &path, line)) {
        let edits = &action["edit"]["documentChanges"][0]["edits"];
        if action["title"].as_str().unwrap().starts_with("Ignore") {
            assert!(edits[0]["range"]["start"]["line"].as_u64().unwrap() <= 4, "{action}");
        }
    }
    client.finish();
}
