//! After any edits the server says what a check of the same texts says.
//!
//! `OV_SOAK_EDITS` sets the number of edits (default 300); see `tests/bench/soak.sh`.

use crate::client::{Client, uri};
use crate::project::TestProject;
use fastrand::Rng;
use ov_lsp::check::{CheckError, CheckRequest, analyse};
use ov_lsp::disk::DiskFiles;
use ov_lsp::overlay::Overlay;
use ov_project::Config;
use ov_syntax::{PositionEncoding, Source, Span, Text};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const PIECES: [&str; 20] = [
    "a",
    "x: y",
    "\n",
    "\n  ",
    "\n    - ",
    ": ",
    "- ",
    " # ",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "|\n",
    "\t",
    "# ov-lsp: ignore[unknown-key]\n",
    "\n  require: [base]\n",
    "package_map:",
    "use_packaged: x.service",
    "é😀",
];

/// Our own example project, with what goes wrong in it.
fn project() -> TestProject {
    let project = TestProject::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../layers");
    for entry in fs::read_dir(source).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let text = fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../layers").join(&name).join("layer.yml"),
        );
        if let Ok(text) = text {
            project.write(&format!("layers/{name}/layer.yml"), &text);
        }
    }
    project
}

type Shown = (String, String, u64, u64, u64, u64);

/// What a check finds, by file; `None` where it refuses a project that has no layers any more.
fn checked(root: &Path, texts: &BTreeMap<PathBuf, Text>) -> Option<BTreeMap<String, Vec<Shown>>> {
    let disk = DiskFiles::default();
    let mut files = Overlay::new(&disk);
    for (path, text) in texts {
        files.put(path.clone(), text.to_string().into());
    }
    let report = match analyse(&CheckRequest::whole(root, Config::default()), &files) {
        Ok(report) => report,
        Err(CheckError::NothingToCheck(_)) => return None,
    };
    let mut found: BTreeMap<String, Vec<Shown>> = BTreeMap::new();
    for finding in report.findings {
        let (start, end) = (finding.place.start, finding.place.end);
        let at = |n: u32| u64::from(n) - 1;
        let shown =
            (finding.rule.to_string(), finding.message, at(start.line), at(start.column), at(end.line), at(end.column));
        found.entry(finding.place.file.to_string()).or_default().push(shown);
    }
    for list in found.values_mut() {
        list.sort();
    }
    Some(found)
}

fn shown(diagnostics: &[Value]) -> Vec<Shown> {
    let number = |at: &Value, key: &str| at[key].as_u64().unwrap();
    let one = |d: &Value| {
        let (start, end) = (&d["range"]["start"], &d["range"]["end"]);
        let text = |key: &str| d[key].as_str().unwrap().to_owned();
        (
            text("code"),
            text("message"),
            number(start, "line"),
            number(start, "character"),
            number(end, "line"),
            number(end, "character"),
        )
    };
    let mut list: Vec<Shown> = diagnostics.iter().map(one).collect();
    list.sort();
    list
}

fn edit(random: &mut Rng, text: &mut Text) -> Value {
    let start = random.usize(..=text.len()) as u32;
    let length = match random.usize(..4) {
        0 => random.usize(..100),
        1 => random.usize(..6),
        _ => 0,
    } as u32;
    let inserted = if random.usize(..5) == 0 { "" } else { random.choice(PIECES).unwrap() };
    let at = |text: &Text, offset| {
        let at = text.position(offset, PositionEncoding::Utf32);
        json!({"line": at.line, "character": at.column})
    };
    let (from, to) = (at(text, start), at(text, start + length));
    // What the positions mean, where an offset was inside a character.
    let offset = |text: &Text, at: &Value| {
        let (line, column) = (at["line"].as_u64().unwrap() as u32, at["character"].as_u64().unwrap() as u32);
        text.offset(ov_syntax::Position { line, column }, PositionEncoding::Utf32)
    };
    let span = Span::new(offset(text, &from), offset(text, &to));
    text.edit(span, inserted);
    json!({"range": {"start": from, "end": to}, "text": inserted})
}

/// What is asked about a place: a method, and what its parameters have besides the document and the position.
fn questions(at: &Value) -> Vec<(&'static str, Value)> {
    let range = json!({"start": {"line": 0, "character": 0}, "end": at});
    let here = json!({"position": at});
    vec![
        ("textDocument/hover", here.clone()),
        ("textDocument/completion", here.clone()),
        ("textDocument/definition", here.clone()),
        ("textDocument/documentHighlight", here.clone()),
        ("textDocument/prepareRename", here),
        ("textDocument/references", json!({"position": at, "context": {"includeDeclaration": true}})),
        ("textDocument/documentSymbol", json!({})),
        ("textDocument/foldingRange", json!({})),
        ("textDocument/selectionRange", json!({"positions": [at]})),
        ("textDocument/documentLink", json!({})),
        ("textDocument/codeLens", json!({})),
        ("textDocument/semanticTokens/full", json!({})),
        ("textDocument/inlayHint", json!({"range": range})),
        ("textDocument/formatting", json!({"options": {"tabSize": 2, "insertSpaces": true}})),
        ("textDocument/codeAction", json!({"range": range, "context": {"diagnostics": []}})),
        ("ov-lsp/preview", json!({"init": "systemd", "position": at})),
        ("ov-lsp/packages", json!({})),
    ]
}

/// Every feature says what a server says that never saw an edit.
fn compare_with_a_fresh_server(client: &mut Client, texts: &BTreeMap<PathBuf, Text>, random: &mut Rng) {
    let mut fresh = Client::pulling();
    for (path, text) in texts {
        fresh.open(path, &text.to_string());
    }
    for (path, text) in texts {
        let offset = random.usize(..=text.len()) as u32;
        let at = text.position(offset, PositionEncoding::Utf32);
        for (method, mut params) in questions(&json!({"line": at.line, "character": at.column})) {
            params["textDocument"] = json!({"uri": uri(path)});
            let (ours, theirs) = (client.request(method, &params), fresh.request(method, &params));
            // Versions are those of the client's own edits.
            let shown = |answer: &Value| answer.to_string();
            assert_eq!(shown(&ours), shown(&theirs), "{method} at {at:?} of {}:\n{text}", uri(path));
        }
    }
    fresh.finish();
}

#[test]
fn edits_at_random_leave_what_a_check_finds() {
    let edits: usize = std::env::var("OV_SOAK_EDITS").ok().and_then(|v| v.parse().ok()).unwrap_or(300);
    let project = project();
    let mut client = Client::pulling();
    let mut random = Rng::with_seed(0x1234_5678_9ABC_DEF1);
    let names = ["overthink.yml", "layers/web/layer.yml", "layers/base/layer.yml"].map(|name| project.path(name));
    let layers = fs::read_dir(project.path("layers")).unwrap().map(|e| e.unwrap().path().join("layer.yml"));
    let mut paths: Vec<PathBuf> = names.into_iter().chain(layers.take(8)).collect();
    paths.sort();
    paths.dedup();
    let mut texts = BTreeMap::new();
    for path in &paths {
        let text = fs::read_to_string(path).unwrap();
        client.open(path, &text);
        texts.insert(path.clone(), Text::new(&text));
    }
    let mut version = 1;
    for done in 0..edits {
        // The root file seldom: while it is broken, nothing else is worth looking at.
        let root = random.usize(..40) == 0;
        let path = if root { project.path("overthink.yml") } else { paths[random.usize(..paths.len())].clone() };
        if path.ends_with("overthink.yml") && !root {
            continue;
        }
        version += 1;
        if random.usize(..15) == 0 || root {
            let original = fs::read_to_string(&path).unwrap();
            client.change(&path, version, &json!([{"text": original}]));
            texts.insert(path.clone(), Text::new(&original));
        }
        let changes: Vec<Value> =
            (0..=random.usize(..3)).map(|_| edit(&mut random, texts.get_mut(&path).unwrap())).collect();
        client.change(&path, version, &Value::Array(changes));
        if random.usize(..40) == 0 {
            compare_with_a_fresh_server(&mut client, &texts, &mut random);
        }
        if random.usize(..3) == 0 {
            let Some(expected) = checked(project.root(), &texts) else { continue };
            for path in &paths {
                let name = path.strip_prefix(project.root()).unwrap().to_str().unwrap();
                let found = shown(&client.diagnostics(path));
                let wanted = expected.get(name).cloned().unwrap_or_default();
                assert_eq!(found, wanted, "{} after {done} edits:\n{}", uri(path), texts[path]);
            }
        }
    }
    client.finish();
}
