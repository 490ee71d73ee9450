//! What is shown in and beside the text: folds, selections, links, hints, lenses, tokens; and formatting.

use crate::client::{Client, uri};
use crate::project::TestProject;
use serde_json::{Value, json};

const WEB: &str = "# see https://example.org/é.
layer:
  require: [base]
  distro: {fedora: {package: [nginx]}}
  service:
    - name: wéb
      exec: /usr/bin/web
    - name: wéb
      use_packaged: nginx.service
  task:
    - copy: files/a.conf
      to: /etc/a.conf
    - copy: nowhere.conf
      to: /x
  eval:
    - id: nginx
      package: nginx
      package_map: {fedora: nginx-core}
";

struct Asked {
    project: TestProject,
    client: Client,
    text: &'static str,
}

impl Asked {
    fn new(text: &'static str, options: &Value) -> Self {
        let project = TestProject::new();
        project.write("layers/web/layer.yml", text);
        project.write("layers/web/files/a.conf", "");
        let mut client = Client::silent();
        let text_document = json!({"diagnostic": {}});
        let capabilities = json!({"general": {"positionEncodings": ["utf-16"]}, "textDocument": text_document});
        let params =
            json!({"processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options});
        client.request("initialize", &params);
        client.notify("initialized", &json!({}));
        client.open(&project.path("layers/web/layer.yml"), text);
        Self { project, client, text }
    }

    fn ask(&mut self, method: &str, more: &Value) -> Value {
        let mut params = json!({"textDocument": {"uri": uri(&self.project.path("layers/web/layer.yml"))}});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.client.request(method, &params)
    }

    /// The text of a range of one line.
    fn part(&self, range: &Value) -> String {
        let line = self.text.split('\n').nth(range["start"]["line"].as_u64().unwrap() as usize).unwrap();
        let units: Vec<u16> = line.encode_utf16().collect();
        let at = |key: &str| range[key]["character"].as_u64().unwrap() as usize;
        String::from_utf16(&units[at("start")..at("end")]).unwrap()
    }
}

#[test]
fn values_fold() {
    let mut asked = Asked::new(WEB, &Value::Null);
    let folds = asked.ask("textDocument/foldingRange", &json!({}));
    let lines: Vec<_> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["startLine"].as_u64().unwrap(), f["endLine"].as_u64().unwrap()))
        .collect();
    assert_eq!(lines, [(1, 17), (4, 8), (5, 6), (7, 8), (9, 13), (10, 11), (12, 13), (14, 17), (15, 17)]);
    asked.client.finish();
}

#[test]
fn selections_grow() {
    let mut asked = Asked::new(WEB, &Value::Null);
    let positions = json!([{"line": 3, "character": 35}, {"line": 0, "character": 0}]);
    let found = asked.ask("textDocument/selectionRange", &json!({"positions": positions}));
    assert_eq!(found.as_array().unwrap().len(), 2);
    let first = &found[0];
    let shown = [&first["range"], &first["parent"]["range"], &first["parent"]["parent"]["range"]]
        .map(|range| asked.part(range));
    assert_eq!(shown, ["nginx", "[nginx]", "package: [nginx]"]);
    asked.client.finish();
}

#[test]
fn links_open_layers_files_and_pages() {
    let mut asked = Asked::new(WEB, &Value::Null);
    let found = asked.ask("textDocument/documentLink", &json!({}));
    let mut links: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|link| {
            let target = link["target"].as_str().unwrap();
            (asked.part(&link["range"]), target.rsplit('/').next().unwrap().to_owned())
        })
        .collect();
    links.sort();
    let expected = [("base", "layer.yml"), ("files/a.conf", "a.conf"), ("https://example.org/é", "%C3%A9")];
    let expected = expected.map(|(text, target)| (text.to_owned(), target.to_owned()));
    assert!(links == expected || links[..2] == expected[..2] && links.len() == 3, "{links:?}");
    asked.client.finish();
}

#[test]
fn hints_say_who_gets_an_entry_and_what_a_check_asks_for() {
    let mut asked = Asked::new(WEB, &Value::Null);
    let all = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}});
    let found = asked.ask("textDocument/inlayHint", &all);
    let hints: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|hint| (hint["position"]["line"].as_u64().unwrap(), hint["label"].as_str().unwrap()))
        .collect();
    assert_eq!(hints, [(5, "→ supervisord"), (7, "→ systemd"), (16, "fedora:43: nginx-core")]);
    assert_eq!(found[0]["position"]["character"], 15);
    let top = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 3, "character": 0}}});
    assert_eq!(asked.ask("textDocument/inlayHint", &top), json!([]));
    asked.client.finish();
}

#[test]
fn lenses_have_commands_only_where_the_client_has_them() {
    let titles = |lenses: &Value| -> Vec<String> {
        lenses.as_array().unwrap().iter().map(|lens| lens["command"]["title"].as_str().unwrap().to_owned()).collect()
    };
    let mut plain = Asked::new(WEB, &Value::Null);
    let lenses = plain.ask("textDocument/codeLens", &json!({}));
    let shown = titles(&lenses);
    assert_eq!(shown[..3], ["preview supervisord", "preview systemd", "used by image `web`"]);
    assert!(shown[3].starts_with("skipped on supervisord: ") && shown.len() == 4, "{shown:?}");
    assert!(lenses.as_array().unwrap().iter().all(|lens| lens["command"]["command"] == ""));
    plain.client.finish();
    let mut able = Asked::new(WEB, &json!({"commands": ["ov-lsp.showPreview"]}));
    let lenses = able.ask("textDocument/codeLens", &json!({}));
    assert_eq!(lenses[1]["command"]["command"], "ov-lsp.showPreview");
    assert_eq!(lenses[1]["command"]["arguments"][0]["init"], "systemd");
    assert_eq!(lenses[2]["command"]["command"], "");
    able.client.finish();
}

#[test]
fn names_are_tokens() {
    let mut asked = Asked::new(WEB, &Value::Null);
    let data = asked.ask("textDocument/semanticTokens/full", &json!({}))["data"].clone();
    assert_eq!(data, json!([2, 12, 4, 0, 0, 3, 12, 3, 2, 1, 2, 12, 3, 2, 1, 8, 10, 5, 5, 1]));
    let range = json!({"range": {"start": {"line": 4, "character": 0}, "end": {"line": 6, "character": 0}}});
    assert_eq!(asked.ask("textDocument/semanticTokens/range", &range)["data"], json!([5, 12, 3, 2, 1]));
    asked.client.finish();
}

#[test]
fn formatting_changes_white_space_only() {
    let mut asked = Asked::new("layer:  \n  version:   2026.144.1443 # é  \n\n\n  require: [base]", &Value::Null);
    let options = json!({"options": {"tabSize": 2, "insertSpaces": true}});
    let edits = asked.ask("textDocument/formatting", &options);
    let expected = [(0, ""), (1, " "), (1, ""), (3, ""), (4, "\n")];
    let shown: Vec<_> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| (edit["range"]["start"]["line"].as_u64().unwrap(), edit["newText"].as_str().unwrap()))
        .collect();
    assert_eq!(shown, expected);
    let range = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 99}}});
    let mut more = options.clone();
    more.as_object_mut().unwrap().extend(range.as_object().unwrap().clone());
    assert_eq!(asked.ask("textDocument/rangeFormatting", &more).as_array().unwrap().len(), 1);
    asked.client.finish();
}

#[test]
fn every_view_is_answered_on_half_a_text() {
    let texts = [
        "",
        "l",
        "layer",
        "layer:\n  service:\n    - name: ",
        "layer: [\n  x: {",
        "\u{feff}layer:\n\t- x",
        "layer:\n  service: 7\n",
        "- - -",
        "? x\n: y",
        "a: &a [*a]\n",
        "layer:\n  service: [&s {name: a, exec: /x, overrides: {<<: *s}}]\n",
    ];
    let mut asked = Asked::new(WEB, &Value::Null);
    let path = asked.project.path("layers/web/layer.yml");
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 9}});
    let at = json!({"line": 1, "character": 3});
    for (version, text) in (2..).zip(texts) {
        asked.client.change(&path, version, &json!([{"text": text}]));
        for method in ["foldingRange", "documentLink", "codeLens", "documentSymbol", "semanticTokens/full"] {
            asked.ask(&format!("textDocument/{method}"), &json!({}));
        }
        for method in ["inlayHint", "semanticTokens/range"] {
            asked.ask(&format!("textDocument/{method}"), &json!({"range": all}));
        }
        for method in ["hover", "completion", "definition", "documentHighlight", "prepareRename"] {
            asked.ask(&format!("textDocument/{method}"), &json!({"position": at}));
        }
        asked.ask("textDocument/references", &json!({"position": at, "context": {"includeDeclaration": true}}));
        asked.ask("textDocument/selectionRange", &json!({"positions": [at]}));
        asked.ask("textDocument/formatting", &json!({"options": {"tabSize": 2, "insertSpaces": true}}));
        asked.ask("textDocument/codeAction", &json!({"range": all, "context": {"diagnostics": []}}));
        asked.ask("ov-lsp/preview", &json!({"init": "systemd", "position": at}));
        asked.ask("ov-lsp/packages", &json!({}));
    }
    asked.client.finish();
}
