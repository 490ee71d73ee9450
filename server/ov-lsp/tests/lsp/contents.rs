//! Previews as virtual documents, for clients of version 3.18 of the protocol.

use crate::client::{Client, uri};
use crate::project::{TestProject, WEB};
use serde_json::{Value, json};

struct Opened {
    project: TestProject,
    client: Client,
}

impl Opened {
    fn new() -> Self {
        let project = TestProject::new();
        let mut client = Client::new(&json!({
            "textDocument": {"diagnostic": {}},
            "window": {"showDocument": {"support": true}},
            "workspace": {"textDocumentContent": {"dynamicRegistration": false}, "codeLens": {}},
        }));
        client.open(&project.path("layers/web/layer.yml"), WEB);
        Self { project, client }
    }

    fn web(&self) -> String {
        uri(&self.project.path("layers/web/layer.yml"))
    }

    fn content(&mut self, uri: &str) -> String {
        let answer = self.client.request("workspace/textDocumentContent", &json!({"uri": uri}));
        answer["text"].as_str().unwrap().to_owned()
    }
}

#[test]
fn the_scheme_is_told_to_those_who_ask() {
    let opened = Opened::new();
    let capabilities = &opened.client.capabilities;
    assert_eq!(capabilities["workspace"]["textDocumentContent"], json!({"schemes": ["ov-lsp-preview"]}));
    assert_eq!(capabilities["workspace"]["workspaceFolders"]["supported"], true);
    assert_eq!(capabilities.get("experimental"), None);
    opened.client.finish();
    let other = Client::pulling();
    assert_eq!(other.capabilities["workspace"].get("textDocumentContent"), None);
    other.finish();
}

#[test]
fn a_lens_opens_a_preview_that_follows_the_layer() {
    let mut opened = Opened::new();
    let document = json!({"uri": opened.web()});
    let lenses = opened.client.request("textDocument/codeLens", &json!({"textDocument": document}));
    let command = &lenses[0]["command"];
    assert_eq!(command["command"], "ov-lsp.server.showPreview");
    let call = json!({"command": command["command"], "arguments": command["arguments"]});
    assert_eq!(opened.client.request("workspace/executeCommand", &call), Value::Null);
    let shown = opened.client.reply("window/showDocument", &json!({"success": true}));
    let address = shown["uri"].as_str().unwrap().to_owned();
    assert!(address.starts_with("ov-lsp-preview:///") && address.ends_with("/layer.yml.supervisord.ini"), "{address}");

    let text = opened.content(&address);
    assert!(text.contains("[program:"), "{text}");
    let path = opened.project.path("layers/web/layer.yml");
    let longer = WEB.replace("  service:\n", "  service:\n    - {name: added, exec: /bin/added}\n");
    opened.client.change(&path, 2, &json!([{"text": longer}]));
    let refreshed = opened.client.reply("workspace/textDocumentContent/refresh", &Value::Null);
    assert_eq!(refreshed, json!({"uri": address}));
    assert!(opened.content(&address).contains("[program:added]"));
    opened.client.finish();
}

#[test]
fn what_nobody_shows_any_more_is_not_refreshed() {
    let mut opened = Opened::new();
    let address = opened.web().replace("file://", "ov-lsp-preview://") + ".systemd.ini";
    let path = opened.project.path("layers/web/layer.yml");
    opened.content(&address);
    for version in 2..5 {
        opened.client.change(&path, version, &json!([{"text": format!("{WEB}# {version}\n")}]));
    }
    opened.client.reply("workspace/textDocumentContent/refresh", &Value::Null);
    // Nobody expects another one: this fails on messages that are left.
    opened.client.finish();
}

#[test]
fn other_addresses_are_refused_or_say_why_nothing_is_there() {
    let mut opened = Opened::new();
    for (layer, image) in [("file:///nowhere/layer.yml".to_owned(), ""), (opened.web(), "?image=none")] {
        let address = format!("{}.systemd.ini{image}", layer.replace("file://", "ov-lsp-preview://"));
        assert!(opened.content(&address).starts_with("# No project reaches this layer"), "{address}");
    }
    for address in [opened.web(), "ov-lsp-preview:///layer.yml".into()] {
        let id = opened.client.post("workspace/textDocumentContent", &json!({"uri": address}));
        assert_eq!(opened.client.answer(&id.into())["error"]["code"], -32602, "{address}");
    }
    let mut plain = Client::pulling();
    let call = json!({"command": "ov-lsp.server.showPreview", "arguments": [{"uri": opened.web(), "init": "systemd"}]});
    let id = plain.post("workspace/executeCommand", &call);
    assert_eq!(plain.answer(&id.into())["error"]["code"], -32602);
    plain.finish();
    opened.client.finish();
}
