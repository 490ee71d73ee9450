//! Schemas, YAML and the test data for the tests beside this folder.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

use serde_json::{Map, Value};
use std::{
    fs,
    path::{Path, PathBuf},
};
use yaml_rust2::{Yaml, YamlLoader};

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A folder of the optional test data beside the repository; says so when it is absent.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let root = std::env::var_os("OV_SHARED").map_or_else(|| repository().join("../shared"), PathBuf::from);
    let path = root.join(folder);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: no test data at {}", path.display());
    None
}

/// The names and contents of all schema files.
pub(crate) fn schemas() -> Vec<(String, Value)> {
    let folder = repository().join("schemas");
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.to_str().unwrap().ends_with(".schema.json"));
    found.sort();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().trim_end_matches(".schema.json").to_owned();
    found.iter().map(|path| (name(path), serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())).collect()
}

/// The validator for `NAME.schema.json`.
pub(crate) fn validator(name: &str) -> jsonschema::Validator {
    let (_, schema) = schemas().into_iter().find(|(found, _)| found == name).expect(name);
    jsonschema::draft7::new(&schema).unwrap()
}

/// The places at which a document fails, each once, as JSON pointers.
pub(crate) fn failures(validator: &jsonschema::Validator, document: &Value) -> Vec<String> {
    let mut places: Vec<_> = validator.iter_errors(document).map(|error| error.instance_path().to_string()).collect();
    places.sort();
    places.dedup();
    places
}

/// The non-empty documents of a YAML text; an error when it is no YAML.
pub(crate) fn documents(text: &str) -> Result<Vec<Value>, String> {
    let documents = YamlLoader::load_from_str(text).map_err(|error| error.to_string())?;
    Ok(documents.iter().map(json).filter(|document| !document.is_null()).collect())
}

fn json(yaml: &Yaml) -> Value {
    match yaml {
        Yaml::Real(text) => text.parse::<f64>().map_or_else(|_| Value::from(text.as_str()), Value::from),
        Yaml::Integer(number) => Value::from(*number),
        Yaml::String(text) => Value::from(text.as_str()),
        Yaml::Boolean(flag) => Value::from(*flag),
        Yaml::Array(items) => items.iter().map(json).collect(),
        Yaml::Hash(entries) => {
            entries.iter().map(|(key, value)| (key_text(key), json(value))).collect::<Map<_, _>>().into()
        }
        Yaml::Alias(_) | Yaml::Null | Yaml::BadValue => Value::Null,
    }
}

fn key_text(key: &Yaml) -> String {
    match json(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// Every `layer.yml` one level below a folder, with the name of its folder.
pub(crate) fn layers(folder: &Path) -> Vec<(String, String)> {
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path.join("layer.yml")).ok()?;
        Some((path.file_name()?.to_str()?.to_owned(), text))
    };
    found.iter().filter_map(read).collect()
}
