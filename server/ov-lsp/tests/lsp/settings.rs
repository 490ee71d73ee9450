//! Settings: from the start, asked for, and told.

use crate::client::{Client, uri};
use crate::project::{TestProject, WEB};
use serde_json::{Value, json};

/// What the hints behind `base`, which `web` requires, say.
fn inherited(client: &mut Client, project: &TestProject) -> Vec<String> {
    let range = json!({"start": {"line": 3, "character": 0}, "end": {"line": 4, "character": 0}});
    let document = json!({"uri": uri(&project.path("layers/web/layer.yml"))});
    let hints = client.request("textDocument/inlayHint", &json!({"textDocument": document, "range": range}));
    hints.as_array().unwrap().iter().map(|hint| hint["label"].as_str().unwrap().to_owned()).collect()
}

fn opened(mut client: Client) -> (Client, TestProject) {
    let project = TestProject::new();
    client.open(&project.path("layers/web/layer.yml"), WEB);
    (client, project)
}

fn section(with_inherited: bool) -> Value {
    json!({"inlayHints": {"inheritedPackages": with_inherited}})
}

#[test]
fn a_client_that_can_be_asked_is_asked() {
    let workspace = json!({
        "configuration": true,
        "didChangeConfiguration": {"dynamicRegistration": true},
        "inlayHint": {"refreshSupport": true},
    });
    let (mut client, project) =
        opened(Client::new(&json!({"textDocument": {"diagnostic": {}}, "workspace": workspace})));
    let watched = client.reply("client/registerCapability", &Value::Null);
    assert_eq!(watched["registrations"][0]["method"], "workspace/didChangeConfiguration");
    let asked = client.reply("workspace/configuration", &json!([section(true)]));
    assert_eq!(asked, json!({"items": [{"section": "ov-lsp"}]}));
    client.reply("workspace/inlayHint/refresh", &Value::Null);
    assert_eq!(inherited(&mut client, &project), ["+ 1 package"]);

    client.notify("workspace/didChangeConfiguration", &json!({"settings": null}));
    client.reply("workspace/configuration", &json!([null]));
    client.reply("workspace/inlayHint/refresh", &Value::Null);
    assert_eq!(inherited(&mut client, &project), [] as [&str; 0]);

    // The same again is nothing new.
    client.notify("workspace/didChangeConfiguration", &json!({"settings": null}));
    client.reply("workspace/configuration", &json!([section(false)]));
    assert_eq!(inherited(&mut client, &project), [] as [&str; 0]);
    client.finish();
}

#[test]
fn other_clients_tell() {
    let (mut client, project) = opened(Client::pulling());
    assert_eq!(inherited(&mut client, &project), [] as [&str; 0]);
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"ov-lsp": section(true), "yaml": {}}}));
    assert_eq!(inherited(&mut client, &project), ["+ 1 package"]);
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"yaml": {}}}));
    assert_eq!(inherited(&mut client, &project), ["+ 1 package"]);
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"ov-lsp": {"inlayHints": [1]}}}));
    assert_eq!(inherited(&mut client, &project), [] as [&str; 0]);
    client.finish();
}

#[test]
fn a_layer_is_shown_with_all_that_comes_with_it() {
    let (mut client, project) = opened(Client::pulling());
    project.write("layers/tools/layer.yml", "layer:\n  name: tools\n  package: [jq]\n  require: [base]\n");
    let text = "layer:\n  name: web\n  package: [nginx]\n  require: [tools]\n";
    client.open(&project.path("layers/other/layer.yml"), "layer:\n  name: other\n");
    client.change(&project.path("layers/web/layer.yml"), 2, &json!([{"text": text}]));
    let document = json!({"uri": uri(&project.path("layers/web/layer.yml"))});
    let mut hover = |line: u32, character: u32| {
        let at = json!({"textDocument": document, "position": {"line": line, "character": character}});
        client.request("textDocument/hover", &at)["contents"]["value"].as_str().unwrap().to_owned()
    };
    let of_tools = hover(3, 13);
    assert!(of_tools.contains("Comes with `base`."), "{of_tools}");
    assert!(of_tools.contains("- fedora:43: `jq` (2 with all it needs)"), "{of_tools}");
    let of_itself = hover(1, 9);
    assert!(of_itself.contains("Comes with `base`, `tools`."), "{of_itself}");
    assert!(of_itself.contains("- fedora:43: `nginx` (3 with all it needs)"), "{of_itself}");
    client.finish();
}
