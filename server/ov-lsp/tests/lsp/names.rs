//! Names across files: definition, references, highlights, rename, search.

use crate::client::{Client, uri};
use crate::project::TestProject;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

const ROOT: &str = "version: 2026.144.1443
discover: {layer: [layers]}
image:
  web: {distro: ['fedora:43', fedora], build: [rpm], layer: [web, '@github.com/a/b/layers/base:v1']}
  next:
    base: web
    layer: [\"base\"]
deploy:
  prod:
    image: next
    add_layer: [web]
    eval:
      - {id: web-up, skip: true}
";
const WEB: &str = "layer:
  version: 2026.144.1443
  require: [base, nowhere]
  layer:
    - 'base'
  var: {PORT: '80', PORT_2: x}
  volume:
    - name: data
      path: /data
  service:
    - name: web
      exec: /usr/bin/web
    - name: web
      use_packaged: web.service
  task:
    - cmd: |
        echo $PORT ${PORT} $PORT_2
        echo é ${PORT}
  eval:
    - id: web-up
      service: web
      running: true
    - command: ls ${VOLUME_PATH:data}/data
";
const BASE: &str = "layer:\n  version: 2026.144.1443\n  name: base\n  data:\n    - {src: x, volume: data}\n";

struct Asked {
    project: TestProject,
    client: Client,
    texts: BTreeMap<&'static str, &'static str>,
}

const FILES: [(&str, &str); 3] =
    [("overthink.yml", ROOT), ("layers/web/layer.yml", WEB), ("layers/base/layer.yml", BASE)];

/// Where the `nth` occurrence of `word` in a text begins; in whole characters.
fn position(text: &str, word: &str, nth: usize) -> Value {
    let (at, _) = text.match_indices(word).nth(nth).unwrap();
    let line = text[..at].matches('\n').count();
    let column = text[..at].rsplit('\n').next().unwrap().chars().count();
    json!({"line": line, "character": column})
}

impl Asked {
    fn with(capabilities: &Value) -> Self {
        let project = TestProject::new();
        for (name, text) in FILES {
            project.write(name, text);
        }
        let mut client = Client::new(capabilities);
        client.open(&project.path("layers/web/layer.yml"), WEB);
        Self { project, client, texts: FILES.into_iter().collect() }
    }

    fn new() -> Self {
        Self::with(&json!({
            "general": {"positionEncodings": ["utf-32"]},
            "textDocument": {"diagnostic": {}},
            "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["rename", "delete", "create"]}}
        }))
    }

    fn path(&self, file: &str) -> PathBuf {
        self.project.path(file)
    }

    fn ask(&mut self, method: &str, file: &str, word: &str, nth: usize, more: &Value) -> Value {
        let at = position(self.texts[file], word, nth);
        let mut params = json!({"textDocument": {"uri": uri(&self.path(file))}, "position": at});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.client.request(method, &params)
    }

    /// `file:line:column` of locations.
    fn shown(&self, locations: &Value) -> Vec<String> {
        let root = format!("{}/", uri(self.project.root()));
        let one = |at: &Value| {
            let start = &at["range"]["start"];
            let file = at["uri"].as_str().unwrap().strip_prefix(&root).unwrap();
            format!("{file}:{}:{}", start["line"], start["character"])
        };
        let mut shown: Vec<String> = locations.as_array().into_iter().flatten().map(one).collect();
        shown.sort();
        shown
    }

    fn references(&mut self, file: &str, word: &str, nth: usize) -> Vec<String> {
        let more = json!({"context": {"includeDeclaration": true}});
        let found = self.ask("textDocument/references", file, word, nth, &more);
        self.shown(&found)
    }

    /// The texts of all files that an edit of the workspace touches, after it, and the renamed folders.
    fn renamed(&mut self, file: &str, word: &str, nth: usize, new: &str) -> (BTreeMap<String, String>, Vec<Value>) {
        let edit = self.ask("textDocument/rename", file, word, nth, &json!({"newName": new}));
        let mut texts = BTreeMap::new();
        let mut operations = Vec::new();
        for change in edit["documentChanges"].as_array().unwrap() {
            if change.get("kind").is_some() {
                operations.push(change.clone());
                continue;
            }
            let address = change["textDocument"]["uri"].as_str().unwrap();
            let name = FILES.iter().find(|(name, _)| address.ends_with(name)).unwrap().0;
            assert_eq!(
                change["textDocument"]["version"],
                if name == "layers/web/layer.yml" { json!(1) } else { Value::Null }
            );
            texts.insert(name.to_owned(), apply(self.texts[name], &change["edits"]));
        }
        (texts, operations)
    }
}

/// Applies edits that do not overlap, each of one line.
fn apply(text: &str, edits: &Value) -> String {
    let mut lines: Vec<Vec<char>> = text.split('\n').map(|line| line.chars().collect()).collect();
    let mut edits: Vec<&Value> = edits.as_array().unwrap().iter().collect();
    let number = |edit: &Value, at: &str, key: &str| edit["range"][at][key].as_u64().unwrap() as usize;
    edits.sort_by_key(|edit| std::cmp::Reverse((number(edit, "start", "line"), number(edit, "start", "character"))));
    for edit in edits {
        assert_eq!(number(edit, "start", "line"), number(edit, "end", "line"));
        let range = number(edit, "start", "character")..number(edit, "end", "character");
        lines[number(edit, "start", "line")].splice(range, edit["newText"].as_str().unwrap().chars());
    }
    lines.iter().map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

#[test]
fn names_lead_to_where_things_are_made() {
    let mut asked = Asked::new();
    let web = "layers/web/layer.yml";
    let cases: [(&str, &str, usize, &[&str]); 7] = [
        (web, "base", 1, &["layers/base/layer.yml:0:0"]),
        ("overthink.yml", "web", 1, &["layers/web/layer.yml:0:0"]),
        ("overthink.yml", "web", 2, &["overthink.yml:3:2"]),
        ("overthink.yml", "next", 1, &["overthink.yml:4:2"]),
        (web, "data", 2, &["layers/web/layer.yml:7:12"]),
        (web, "PORT}", 0, &["layers/web/layer.yml:5:8"]),
        (web, "service: web", 0, &[]),
    ];
    for (file, word, nth, expected) in cases {
        let found = asked.ask("textDocument/definition", file, word, nth, &json!({}));
        let shown = if found.is_null() { Vec::new() } else { asked.shown(&found) };
        assert_eq!(shown, expected, "{file} {word} {nth}");
    }
    asked.client.finish();
}

#[test]
fn references_cross_files() {
    let mut asked = Asked::new();
    let web = "layers/web/layer.yml";
    let base = [
        "layers/base/layer.yml:2:8",
        "layers/web/layer.yml:2:12",
        "layers/web/layer.yml:4:7",
        "overthink.yml:3:90",
        "overthink.yml:6:13",
    ];
    assert_eq!(asked.references(web, "base", 0), base);
    assert_eq!(asked.references("overthink.yml", "\"base", 0), [] as [&str; 0]);
    assert_eq!(asked.references("overthink.yml", "base\"", 0), base);
    assert_eq!(asked.references("overthink.yml", "next", 0), ["overthink.yml:4:2", "overthink.yml:9:11"]);
    let data = ["layers/base/layer.yml:4:23", "layers/web/layer.yml:22:32", "layers/web/layer.yml:7:12"];
    assert_eq!(asked.references(web, "data", 0), data);
    let service = ["layers/web/layer.yml:10:12", "layers/web/layer.yml:12:12", "layers/web/layer.yml:20:15"];
    assert_eq!(asked.references(web, "web", 0), service);
    let id = ["layers/web/layer.yml:19:10", "overthink.yml:12:13"];
    assert_eq!(asked.references(web, "web-up", 0), id);
    let port = [
        "layers/web/layer.yml:16:14",
        "layers/web/layer.yml:16:21",
        "layers/web/layer.yml:17:17",
        "layers/web/layer.yml:5:8",
    ];
    assert_eq!(asked.references(web, "PORT", 0), port);
    assert_eq!(asked.references(web, "layer", 0), ["overthink.yml:10:16", "overthink.yml:3:61"]);
    asked.client.finish();
}

#[test]
fn both_halves_of_a_pair_light_up() {
    let mut asked = Asked::new();
    let found = asked.ask("textDocument/documentHighlight", "layers/web/layer.yml", "web", 0, &json!({}));
    let lines: Vec<_> =
        found.as_array().unwrap().iter().map(|h| (h["range"]["start"]["line"].clone(), h["kind"].clone())).collect();
    assert_eq!(lines, [(json!(10), json!(3)), (json!(12), json!(3)), (json!(20), json!(2))]);
    asked.client.finish();
}

#[test]
fn a_layer_is_renamed_with_its_folder() {
    let mut asked = Asked::new();
    let prepared = asked.ask("textDocument/prepareRename", "layers/web/layer.yml", "base", 0, &json!({}));
    assert_eq!(prepared["placeholder"], "base");
    let (texts, operations) = asked.renamed("layers/web/layer.yml", "base", 0, "ground");
    assert_eq!(texts["layers/web/layer.yml"], WEB.replace("base", "ground"));
    assert_eq!(texts["layers/base/layer.yml"], BASE.replace("base", "ground"));
    assert_eq!(texts["overthink.yml"], ROOT.replace("\"base\"", "\"ground\""));
    let folders = json!([{"kind": "rename", "oldUri": uri(&asked.path("layers/base")), "newUri": uri(&asked.path("layers/ground"))}]);
    assert_eq!(json!(operations), folders);
    asked.client.finish();
}

#[test]
fn other_things_are_renamed_everywhere() {
    let mut asked = Asked::new();
    let web = "layers/web/layer.yml";
    let (texts, operations) = asked.renamed(web, "PORT", 0, "LISTEN");
    let expected = WEB.replace("{PORT:", "{LISTEN:").replace("$PORT ", "$LISTEN ").replace("${PORT}", "${LISTEN}");
    assert_eq!((texts.len(), &texts[web], operations.len()), (1, &expected, 0));
    let (texts, _) = asked.renamed(web, "web-up", 0, "alive");
    assert_eq!(
        (&texts[web], &texts["overthink.yml"]),
        (&WEB.replace("web-up", "alive"), &ROOT.replace("web-up", "alive"))
    );
    let (texts, _) = asked.renamed("layers/base/layer.yml", "data", 1, "files");
    assert_eq!(texts[web], WEB.replace("name: data", "name: files").replace(":data}", ":files}"));
    assert_eq!(texts["layers/base/layer.yml"], BASE.replace("volume: data", "volume: files"));
    let (texts, _) = asked.renamed(web, "web", 0, "front");
    assert_eq!(texts[web], WEB.replace("name: web", "name: front").replace("service: web", "service: front"));
    let (texts, _) = asked.renamed("overthink.yml", "next", 0, "later");
    assert_eq!(texts["overthink.yml"], ROOT.replace("next", "later"));
    asked.client.finish();
}

#[test]
fn what_cannot_be_renamed_is_refused_with_a_reason() {
    let mut asked = Asked::new();
    let mut refused = |word: &str, nth: usize, new: &str| {
        let at = position(WEB, word, nth);
        let document = json!({"uri": uri(&asked.project.path("layers/web/layer.yml"))});
        let id = asked
            .client
            .post("textDocument/rename", &json!({"textDocument": document, "position": at, "newName": new}));
        asked.client.answer(&id.into())["error"]["message"].as_str().map(str::to_owned)
    };
    assert_eq!(refused("base", 0, "web").as_deref(), Some("`web` is taken"));
    assert_eq!(refused("base", 0, "a b").as_deref(), Some("a name is made of letters, digits, `-`, `_` and `.`"));
    assert_eq!(refused("nowhere", 0, "other").as_deref(), Some("the layer is not in this checkout"));
    assert_eq!(refused("PORT", 0, "PORT_2").as_deref(), Some("`PORT_2` is taken"));
    assert_eq!(refused("version", 0, "x"), None);
    assert_eq!(asked.ask("textDocument/prepareRename", "layers/web/layer.yml", "version", 0, &json!({})), Value::Null);
    asked.client.finish();
    // Without operations on files, a layer cannot be renamed; a volume can.
    let mut plain = Asked::with(&json!({"textDocument": {"diagnostic": {}}}));
    let document = json!({"uri": uri(&plain.path("layers/web/layer.yml"))});
    let params = json!({"textDocument": document, "position": position(WEB, "base", 0), "newName": "other"});
    let id = plain.client.post("textDocument/rename", &params);
    assert_eq!(plain.client.answer(&id.into())["error"]["code"], -32803);
    let volume = plain.ask("textDocument/rename", "layers/web/layer.yml", "data", 0, &json!({"newName": "other"}));
    assert_eq!(volume["changes"].as_object().unwrap().len(), 2);
    plain.client.finish();
}

#[test]
fn things_are_found_by_their_letters() {
    let mut asked = Asked::new();
    let mut search = |query: &str| -> Vec<String> {
        let found = asked.client.request("workspace/symbol", &json!({"query": query}));
        let one = |s: &Value| {
            format!(
                "{}{}",
                s["name"].as_str().unwrap(),
                s["containerName"].as_str().map(|c| format!(" in {c}")).unwrap_or_default()
            )
        };
        found.as_array().unwrap().iter().map(one).collect()
    };
    assert_eq!(search("bs"), ["base"]);
    assert_eq!(search("wb"), ["web", "web", "web in web", "web in web", "web-up in web"]);
    assert_eq!(search("PORT_2"), ["PORT_2 in web"]);
    assert_eq!(search("xyz"), [] as [&str; 0]);
    asked.client.finish();
}

#[test]
fn half_typed_names_are_still_names() {
    let mut asked = Asked::new();
    let path = asked.path("layers/web/layer.yml");
    for text in [
        "layer:\n  require: [base",
        "layer:\n  require:\n    - base\n    - ",
        "layer:\n  require: [base, \n  env: {",
        "require: [base",
    ] {
        asked.client.change(&path, 2, &json!([{"text": text}]));
        let at = position(text, "base", 0);
        let params = json!({"textDocument": {"uri": uri(&path)}, "position": at});
        let found = asked.client.request("textDocument/definition", &params);
        assert!(found[0]["uri"].as_str().is_some_and(|uri| uri.ends_with("layers/base/layer.yml")), "{text}: {found}");
    }
    asked.client.finish();
}
