//! From the first word to the last.

use crate::client::Client;
use crate::project::{TestProject, WEB};
use ov_lsp::lsp::Ended;
use serde_json::{Value, json};

#[test]
fn the_polite_way() {
    Client::pulling().finish();
}

#[test]
fn a_client_that_dies_ends_the_server() {
    assert_eq!(Client::pulling().hang_up(), Ended::Abruptly);
    assert_eq!(Client::silent().hang_up(), Ended::Abruptly);
}

#[test]
fn exit_without_shutdown_is_abrupt() {
    let mut client = Client::pulling();
    client.notify("exit", &Value::Null);
    assert_eq!(client.hang_up(), Ended::Abruptly);
}

#[test]
fn nothing_goes_before_initialize_nor_behind_shutdown() {
    let mut client = Client::silent();
    let id = client.post("textDocument/diagnostic", &json!({"textDocument": {"uri": "file:///a"}}));
    assert_eq!(client.answer(&id.into())["error"]["code"], -32002);
    client.request("initialize", &json!({"processId": null, "rootUri": null, "capabilities": {}}));
    client.request("shutdown", &Value::Null);
    let id = client.post("textDocument/diagnostic", &json!({"textDocument": {"uri": "file:///a"}}));
    assert_eq!(client.answer(&id.into())["error"]["code"], -32600);
    client.notify("exit", &Value::Null);
    assert_eq!(client.hang_up(), Ended::Politely);
}

#[test]
fn unknown_methods_are_answered() {
    let mut client = Client::pulling();
    let id = client.post_unjudged("ov/doesNotExist", &json!({}));
    assert_eq!(client.answer(&id.into())["error"]["code"], -32601);
    for method in ["$/nonsense", "nonsense"] {
        client.send_unjudged(&json!({"jsonrpc": "2.0", "method": method, "params": {"a": 1}}));
    }
    let id = client.post_unjudged("textDocument/diagnostic", &json!({}));
    assert_eq!(client.answer(&id.into())["error"]["code"], -32602);
    client.finish();
}

#[test]
fn the_first_encoding_that_is_known_is_taken() {
    for (offered, taken) in
        [(json!([]), "utf-16"), (json!(["utf-8", "utf-16"]), "utf-8"), (json!(["utf-7", "utf-32"]), "utf-32")]
    {
        let client = Client::new(&json!({"general": {"positionEncodings": offered}}));
        assert_eq!(client.capabilities["positionEncoding"], taken);
        client.finish();
    }
}

#[test]
fn diagnostics_are_offered_to_those_who_ask() {
    assert!(Client::pulling().capabilities["diagnosticProvider"].is_object());
    assert!(Client::pushed().capabilities["diagnosticProvider"].is_null());
}

#[test]
fn files_are_watched_by_clients_that_can() {
    let mut client = Client::new(&json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}));
    let registered = client.told("client/registerCapability");
    assert_eq!(registered["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    client.finish();
}

#[test]
fn a_cancelled_request_is_answered_as_such_or_done() {
    let mut client = Client::pulling();
    let id = client.post("textDocument/diagnostic", &json!({"textDocument": {"uri": "file:///a.yml"}}));
    client.notify("$/cancelRequest", &json!({"id": id}));
    let answer = client.answer(&id.into());
    assert!(answer["error"]["code"] == -32800 || answer["result"]["items"] == json!([]), "{answer}");
    client.finish();
}

#[test]
fn a_client_that_shows_progress_is_told_of_the_first_reading() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let text = json!({"diagnostic": {}});
    let mut client = Client::new(&json!({"window": {"workDoneProgress": true}, "textDocument": text}));
    client.open(&path, WEB);
    client.diagnostics(&path);
    // By now it is over; but an editor may show something since it was asked whether it would.
    let token = client.reply("window/workDoneProgress/create", &Value::Null)["token"].clone();
    for kind in ["begin", "end"] {
        let told = client.told("$/progress");
        assert_eq!((&told["token"], &told["value"]["kind"]), (&token, &json!(kind)));
    }
    client.change(&path, 2, &json!([{"text": ""}]));
    client.diagnostics(&path);
    client.finish();
}
