//! What is not a message.

use crate::client::Client;
use crate::project::{TestProject, WEB};
use serde_json::{Value, json};

/// Sends bytes; the code of the answer that names no request.
fn refused(client: &mut Client, bytes: &[u8]) -> Value {
    client.raw(bytes);
    client.answer(&Value::Null)["error"]["code"].clone()
}

fn frame(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

#[test]
fn the_session_goes_on_behind_bad_frames() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pulling();
    client.open(&path, WEB);
    let before = client.diagnostics(&path);
    assert_eq!(before.len(), 2);
    let deep = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
    for (body, code) in [(&b"{not json"[..], -32700), (b"", -32700), (b"\"\xff\xfe\"", -32700), (b"[]", -32600)] {
        assert_eq!(refused(&mut client, &frame(body)), code);
    }
    assert!(refused(&mut client, &frame(&deep)).is_number());
    assert_eq!(refused(&mut client, b"garbage\r\n\r\n"), -32700);
    assert_eq!(refused(&mut client, b"Content-Length: many\r\n\r\n"), -32700);
    assert_eq!(client.diagnostics(&path), before);
    client.finish();
}

#[test]
fn half_an_emoji_is_text() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pulling();
    let uri = crate::client::uri(&path);
    let body = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{uri}","languageId":"yaml",
        "version":1,"text":"layer:\n  nmae: \ud83dx\n"}}}}}}"#
    );
    client.raw(&frame(body.as_bytes()));
    assert!(client.diagnostics(&path).iter().any(|d| d["code"] == "unknown-key"));
    client.finish();
}

#[test]
fn ids_are_numbers_or_texts() {
    let mut client = Client::pulling();
    client.send(&json!({"jsonrpc": "2.0", "id": "seven", "method": "shutdown"}));
    assert_eq!(client.answer(&json!("seven"))["result"], Value::Null);
    client.notify("exit", &Value::Null);
    client.hang_up();
}
