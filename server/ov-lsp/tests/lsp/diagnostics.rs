//! What is found is shown, in the right place, for the newest text, and only where it is our business.

use crate::client::{Client, uri};
use crate::project::{BASE, ROOT, TestProject, WEB};
use serde_json::{Value, json};

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|d| d["code"].as_str().unwrap()).collect()
}

fn insert(line: u32, character: u32, text: &str) -> Value {
    let at = json!({"line": line, "character": character});
    json!([{"range": {"start": at, "end": at}, "text": text}])
}

#[test]
fn findings_follow_the_text() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pulling();
    client.open(&path, WEB);
    let first = client.diagnostics(&path);
    assert_eq!(codes(&first), ["require-unknown", "unknown-key"]);
    assert_eq!(first[1]["range"], json!({"start": {"line": 7, "character": 6}, "end": {"line": 7, "character": 16}}));
    assert_eq!(first[1]["severity"], 2);
    assert_eq!(first[1]["source"], "ov-lsp");
    client.change(&path, 2, &insert(0, 0, "# é😀\n"));
    assert_eq!(client.diagnostics(&path)[1]["range"]["start"], json!({"line": 8, "character": 6}));
    client.change(&path, 3, &json!([{"text": BASE.replace("base", "web")}]));
    assert_eq!(client.diagnostics(&path), [] as [Value; 0]);
    client.finish();
}

#[test]
fn columns_count_what_was_agreed() {
    let text =
        "layer:\n  version: 2026.144.1443\n  package: [x] # ok\n  service: [{name: '😀é', exec: /bin/x, nmae: y}]\n";
    for (encoding, column) in [("utf-8", 43), ("utf-16", 40), ("utf-32", 39)] {
        let project = TestProject::new();
        let path = project.path("layers/web/layer.yml");
        let capabilities = json!({"general": {"positionEncodings": [encoding]}, "textDocument": {"diagnostic": {}}});
        let mut client = Client::new(&capabilities);
        client.open(&path, text);
        let found = client.diagnostics(&path);
        let unknown = found.iter().find(|d| d["code"] == "unknown-key").unwrap();
        assert_eq!(unknown["range"]["start"], json!({"line": 3, "character": column}), "{encoding}");
        client.finish();
    }
}

#[test]
fn an_answer_that_would_be_the_same_is_not_repeated() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pulling();
    client.open(&path, WEB);
    let ask = |client: &mut Client, previous: &Value| {
        let document = json!({"uri": uri(&path)});
        let mut params = json!({"textDocument": document});
        if previous.is_string() {
            params["previousResultId"] = previous.clone();
        }
        client.request("textDocument/diagnostic", &params)
    };
    let full = ask(&mut client, &Value::Null);
    let id = full["resultId"].clone();
    assert_eq!(ask(&mut client, &id), json!({"kind": "unchanged", "resultId": id}));
    client.change(&path, 2, &insert(8, 0, "# nothing\n"));
    assert_eq!(ask(&mut client, &id)["kind"], "unchanged");
    client.change(&path, 3, &insert(0, 0, "# a line\n"));
    assert_eq!(ask(&mut client, &id)["kind"], "full");
    client.finish();
}

#[test]
fn a_change_in_one_file_shows_in_another() {
    let project = TestProject::new();
    let web = project.path("layers/web/layer.yml");
    let new = project.path("layers/nowhere/layer.yml");
    let root = project.path("overthink.yml");
    let mut client = Client::pulling();
    client.open(&web, WEB);
    client.diagnostics(&web);
    // A layer that only the editor has so far.
    client.open(&new, &BASE.replace("base", "nowhere"));
    assert_eq!(codes(&client.diagnostics(&web)), ["unknown-key"]);
    client.close(&new);
    assert_eq!(codes(&client.diagnostics(&web)), ["require-unknown", "unknown-key"]);
    // A cycle stands in both files.
    let base = project.path("layers/base/layer.yml");
    client.open(&base, BASE);
    client.change(&base, 2, &insert(4, 0, "  require: [web]\n"));
    assert!(codes(&client.diagnostics(&web)).contains(&"require-cycle"));
    assert!(codes(&client.diagnostics(&base)).contains(&"require-cycle"));
    // The root file.
    client.open(&root, ROOT);
    assert_eq!(client.diagnostics(&root), [] as [Value; 0]);
    client.change(&root, 2, &json!([{"text": ROOT.replace("[web]", "[wbe]")}]));
    assert_eq!(codes(&client.diagnostics(&root)), ["image-layer-unknown"]);
    client.finish();
}

#[test]
fn the_rest_of_the_world_is_left_alone() {
    let project = TestProject::new();
    let mut client = Client::pulling();
    for name in ["docker-compose.yml", "layers/web/values.yml", "elsewhere/layer.yml"] {
        let path = project.path(name);
        project.write(name, "nmae: x\nnmae: [\n");
        client.open(&path, "nmae: x\nnmae: [\n");
        assert_eq!(client.diagnostics(&path), [] as [Value; 0], "{name}");
    }
    client.finish();
    let mut client = Client::pushed();
    client.open(&project.path("docker-compose.yml"), "nmae: [");
    client.finish();
}

#[test]
fn the_config_is_ours() {
    let project = TestProject::new();
    let (config, web) = (project.path("ov-lsp.yml"), project.path("layers/web/layer.yml"));
    let mut client = Client::pulling();
    client.open(&web, WEB);
    client.open(&config, "rules: {unknown-key: error, unknwon: off}\n");
    let found = client.diagnostics(&config);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["range"]["start"], json!({"line": 0, "character": 28}));
    assert_eq!(client.diagnostics(&web)[1]["severity"], 1);
    client.finish();
}

#[test]
fn diagnostics_are_sent_for_the_newest_version_and_taken_back() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pushed();
    client.open(&path, WEB);
    let first = client.told("textDocument/publishDiagnostics");
    assert_eq!((&first["version"], first["diagnostics"].as_array().unwrap().len()), (&json!(1), 2));
    let edits = 200;
    for version in 2..edits + 2 {
        client.change(&path, version, &insert(0, 0, "#\n"));
    }
    let mut last = 1;
    while last != i64::from(edits) + 1 {
        let sent = client.told("textDocument/publishDiagnostics");
        let version = sent["version"].as_i64().unwrap();
        assert!(version > last);
        assert_eq!(sent["diagnostics"][1]["range"]["start"]["line"], 7 + version - 1);
        last = version;
    }
    client.close(&path);
    assert_eq!(client.told("textDocument/publishDiagnostics")["diagnostics"], json!([]));
    client.finish();
}

#[test]
fn positions_that_are_not_there_do_no_harm() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pulling();
    client.open(&path, WEB);
    let far = json!({"line": 2_147_483_647, "character": 2_147_483_647});
    let range = |start: &Value, end: &Value| json!([{"range": {"start": start, "end": end}, "text": "# x"}]);
    client.change(&path, 2, &range(&far, &far));
    client.change(&path, -5, &range(&json!({"line": 3, "character": 2}), &json!({"line": 0, "character": 0})));
    client.change(&project.path("layers/other.yml"), 1, &json!([{"text": "a"}]));
    let text = format!("# x{}# x", &WEB[WEB.find("require").unwrap()..]);
    let edited = client.diagnostics(&path);
    let mut fresh = Client::pulling();
    fresh.open(&path, &text);
    assert_eq!(edited, fresh.diagnostics(&path));
    fresh.finish();
    client.finish();
}

#[test]
fn what_happens_on_disk_is_heard_of() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pulling();
    client.open(&path, WEB);
    client.diagnostics(&path);
    project.write("layers/nowhere/layer.yml", BASE);
    let event = json!({"uri": uri(&project.path("layers/nowhere/layer.yml")), "type": 1});
    client.notify("workspace/didChangeWatchedFiles", &json!({"changes": [event]}));
    assert_eq!(codes(&client.diagnostics(&path)), ["unknown-key"]);
    client.finish();
}

#[test]
fn all_files_of_the_workspace_are_reported_once() {
    let project = TestProject::new();
    let (web, base) = (project.path("layers/web/layer.yml"), project.path("layers/base/layer.yml"));
    let mut client = Client::silent();
    let capabilities = json!({"general": {"positionEncodings": ["utf-32"]}, "textDocument": {"diagnostic": {}}});
    let folders = json!([{"uri": uri(project.root()), "name": "x"}]);
    let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders});
    let result = client.request("initialize", &params);
    assert_eq!(result["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"], true);
    client.notify("initialized", &json!({}));
    let ask = |client: &mut Client, previous: &Value| {
        let report = client.request("workspace/diagnostic", &json!({"previousResultIds": previous}));
        report["items"].as_array().unwrap().clone()
    };
    let first = ask(&mut client, &json!([]));
    assert_eq!(first.len(), 1);
    assert_eq!(
        (&first[0]["uri"], &first[0]["kind"], &first[0]["version"]),
        (&json!(uri(&web)), &json!("full"), &Value::Null)
    );
    assert_eq!(codes(first[0]["items"].as_array().unwrap()), ["require-unknown", "unknown-key"]);
    let known = json!([{"uri": first[0]["uri"], "value": first[0]["resultId"]}]);
    assert_eq!(ask(&mut client, &known)[0]["kind"], "unchanged");
    client.open(&base, &BASE.replace("package", "packgae"));
    client.open(&web, &BASE.replace("base", "web"));
    let second = ask(&mut client, &known);
    let shown: Vec<_> =
        second.iter().map(|one| (&one["uri"], &one["kind"], one["items"].as_array().unwrap().len())).collect();
    let base_findings = client.diagnostics(&base);
    assert_eq!(
        shown,
        [(&json!(uri(&base)), &json!("full"), base_findings.len()), (&json!(uri(&web)), &json!("full"), 0)]
    );
    assert_eq!(second[0]["items"], json!(base_findings));
    client.finish();
}

#[test]
fn the_disk_is_looked_at_for_clients_that_do_not_watch_it() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pushed();
    client.open(&path, WEB);
    assert_eq!(client.told("textDocument/publishDiagnostics")["diagnostics"].as_array().unwrap().len(), 2);
    // The first look has to be over.
    std::thread::sleep(std::time::Duration::from_millis(2500));
    project.write("layers/nowhere/layer.yml", BASE);
    let sent = client.told("textDocument/publishDiagnostics");
    assert_eq!(codes(sent["diagnostics"].as_array().unwrap()), ["unknown-key"]);
    client.finish();
}
