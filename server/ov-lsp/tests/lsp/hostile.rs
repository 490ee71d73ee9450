//! What no editor should send, and some do.

use crate::client::{Client, uri};
use crate::project::{TestProject, WEB};
use assert_cmd::Command;
use ov_lsp::lsp::Ended;
use serde_json::{Value, json};

#[test]
fn binary_and_huge_content_is_text_like_any_other() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pulling();
    client.open(&path, WEB);
    let before = client.diagnostics(&path);
    let binary: String = (0..2048_u32).map(|n| char::from_u32(n % 300).unwrap_or('\u{fffd}')).collect();
    let long_line = format!("layer:\n  package: [{}]\n", "x, ".repeat(100_000));
    let deep = format!("layer:\n  env: {}", "[".repeat(40_000));
    let many = format!("layer:\n  package:\n{}", "    - x\n".repeat(40_000));
    for (version, text) in (2..).zip([binary.as_str(), &long_line, &deep, &many, "\0\0\0", "\r\r\r\u{2028}"]) {
        client.change(&path, version, &json!([{"text": text}]));
        client.diagnostics(&path);
        let at = json!({"textDocument": {"uri": uri(&path)}, "position": {"line": 1, "character": 7}});
        client.request("textDocument/hover", &at);
        client.request("textDocument/completion", &at);
    }
    client.change(&path, 9, &json!([{"text": WEB}]));
    assert_eq!(client.diagnostics(&path), before);
    client.finish();
}

#[test]
fn edits_of_what_is_not_open_are_nothing() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pulling();
    client.change(&path, 7, &json!([{"text": "x"}]));
    client.close(&path);
    client.open(&path, WEB);
    client.open(&path, WEB);
    assert_eq!(client.diagnostics(&path).len(), 2);
    client.close(&path);
    client.close(&path);
    assert_eq!(client.diagnostics(&path), [] as [Value; 0]);
    client.finish();
}

#[test]
fn addresses_that_are_no_files_are_nothing() {
    let mut client = Client::pulling();
    for address in [
        "untitled:Untitled-1",
        "git:/a/layer.yml?x",
        "file:///",
        "file://host/layers/a/layer.yml",
        "http://x/layer.yml",
    ] {
        let document = json!({"uri": address, "languageId": "yaml", "version": 1, "text": "layer:\n  nmae: x\n"});
        client.notify("textDocument/didOpen", &json!({"textDocument": document}));
        let asked = json!({"textDocument": {"uri": address}});
        assert_eq!(client.request("textDocument/diagnostic", &asked)["items"], json!([]), "{address}");
        assert_eq!(client.request("textDocument/documentSymbol", &asked), Value::Null, "{address}");
        assert_eq!(client.request("ov-lsp/status", &asked)["file"]["handled"], false, "{address}");
    }
    client.finish();
}

#[test]
fn a_client_that_dies_in_the_middle_of_a_word_ends_the_server() {
    let mut client = Client::pulling();
    client.raw(b"Content-Length: 100\r\n\r\n{\"jsonrpc\":");
    assert_eq!(client.hang_up(), Ended::Abruptly);
    let mut client = Client::pulling();
    client.raw(b"Content-Le");
    assert_eq!(client.hang_up(), Ended::Abruptly);
}

#[test]
fn garbage_ends_the_program_without_a_word_on_standard_error() {
    let garbage: Vec<u8> = (0..100_000_u32).map(|n| ((n * 7919) >> 3) as u8).collect();
    for input in [&b""[..], b"\n\n\n", b"hello", &garbage, b"Content-Length: -1\r\n\r\n{}"] {
        let mut command = Command::cargo_bin("ov-lsp").unwrap();
        let ended =
            command.arg("server").write_stdin(input).timeout(std::time::Duration::from_secs(60)).assert().code(1);
        assert_eq!(String::from_utf8_lossy(&ended.get_output().stderr), "");
    }
}

#[test]
fn questions_do_not_hold_up_what_comes_behind() {
    let project = TestProject::new();
    let path = project.path("layers/web/layer.yml");
    let mut client = Client::pulling();
    client.open(&path, WEB);
    let mut asked = Vec::new();
    for version in 2..300 {
        let at = json!({"line": 0, "character": 0});
        client.change(&path, version, &json!([{"range": {"start": at, "end": at}, "text": "#\n"}]));
        let id = client.post("textDocument/hover", &json!({"textDocument": {"uri": uri(&path)}, "position": at}));
        if version % 3 == 0 {
            client.notify("$/cancelRequest", &json!({"id": id}));
        }
        asked.push(id);
    }
    assert_eq!(client.diagnostics(&path)[1]["range"]["start"]["line"], 7 + 298);
    for id in asked {
        let answer = client.answer(&id.into());
        assert!(answer.get("result").is_some() || answer["error"]["code"] == -32800, "{answer}");
    }
    client.finish();
}
