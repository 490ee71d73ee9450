//! Runs the template vectors: each one's exact output, or the kind of its error.
//!
//! They are read from `$OV_GO_TEMPLATES`, else from `../shared/go-templates.json` beside the repository.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, missing_docs)]

use std::path::PathBuf;

use ov_render::template::{ErrorKind, FunctionSet, Limits, Template, Value};
use serde_json::Value as Json;

fn vectors() -> Option<Vec<Json>> {
    let path = std::env::var_os("OV_GO_TEMPLATES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/go-templates.json"),
        PathBuf::from,
    );
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("SKIPPED: no template vectors at {}", path.display());
        return None;
    };
    Some(serde_json::from_str(&text).expect("the vectors are a list of cases"))
}

fn value(json: &Json) -> Value<'_> {
    match json {
        Json::Null => Value::Nil,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => number.as_i64().map_or_else(|| Value::Float(number.as_f64().unwrap()), Value::Int),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) if items.iter().all(Json::is_string) => {
            Value::str_list(items.iter().map(|item| item.as_str().unwrap()))
        }
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(entries) => object(entries),
    }
}

fn object(entries: &serde_json::Map<String, Json>) -> Value<'_> {
    if let Some(fields) = entries.get("$struct").and_then(Json::as_object) {
        let mut fields: Vec<_> = fields.iter().map(|(name, field)| (name.as_str(), value(field))).collect();
        fields.sort_by_key(|(name, _)| *name);
        return Value::structure(fields);
    }
    if let Some(texts) = entries.get("$strmap").and_then(Json::as_object) {
        return Value::str_map(texts.iter().map(|(key, text)| (key.as_str(), text.as_str().unwrap())));
    }
    if let Some(pointer) = entries.get("$boolptr") {
        return Value::BoolPtr(pointer.as_bool());
    }
    Value::map(entries.iter().map(|(key, item)| (key.as_str(), value(item))))
}

/// The output of a case, or the kind of its error as the vectors call it.
fn run(case: &Json) -> Result<String, &'static str> {
    let functions = match case["funcs"].as_str().unwrap() {
        "service" => FunctionSet::Service,
        _ => FunctionSet::Format,
    };
    let template = Template::parse(case["template"].as_str().unwrap(), functions).map_err(|_| "parse")?;
    let data = value(&case["data"]);
    template.render(&data, &Limits::default()).map_err(|error| match error.kind {
        ErrorKind::Unsupported => "unsupported",
        _ => "exec",
    })
}

#[test]
fn every_vector_gives_its_output_or_kind_of_error() {
    let Some(cases) = vectors() else { return };
    assert!(!cases.is_empty());
    let mut failures = Vec::new();
    for case in &cases {
        let expected = match case["output"].as_str() {
            Some(output) => Ok(output.to_owned()),
            None => Err(case["error_kind"].as_str().unwrap()),
        };
        let actual = run(case);
        if actual != expected {
            failures.push(format!("{}: {}\n  want {expected:?}\n  got  {actual:?}", case["id"], case["template"]));
        }
    }
    assert!(failures.is_empty(), "{} of {} failed:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn no_cut_vector_makes_a_panic() {
    let Some(cases) = vectors() else { return };
    let limits = Limits { steps: 2000, depth: 50, output_bytes: 5000 };
    let mut seen = std::collections::BTreeSet::new();
    for case in cases.iter().filter(|case| seen.insert(case["template"].as_str().unwrap())) {
        let text = case["template"].as_str().unwrap();
        let data = value(&case["data"]);
        let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for pair in cuts.windows(2) {
            let without_one = [&text[..pair[0]], &text[pair[1]..]].concat();
            for mutated in [&text[..pair[0]], &text[pair[0]..], &without_one] {
                let outcome = Template::parse(mutated, FunctionSet::Service)
                    .and_then(|template| template.render(&data, &limits))
                    .map_err(|error| error.span);
                if let Err(span) = outcome {
                    assert!(mutated.get(span.clone()).is_some(), "{span:?} of {mutated:?}");
                }
            }
        }
    }
}
