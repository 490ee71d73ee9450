//! Real projects against the schemas and the compiled tables.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use ov_schema::{Struct, StructId, Type, get};
use serde_json::Value;
use std::{fs, path::Path};

/// The keys of the corpus that its own loader drops: the only defects a schema may find there.
const DROPPED: [(&str, &str); 9] = [
    ("android-emulator-layer", "/layer/secret_accepts"),
    ("container-nesting", "/layer/security/device"),
    ("eval-stack-layer", "/layer/service/0/autostart"),
    ("eval-stack-layer", "/layer/service/1/autostart"),
    ("jupyter", "/layer/eval/2/exit_code"),
    ("jupyter", "/layer/eval/3/exit_code"),
    ("jupyter-ml", "/layer/eval/0/exit_code"),
    ("jupyter-ml", "/layer/eval/1/exit_code"),
    ("k3s-server", "/layer/security/device"),
];

/// Walks a document along the tables and collects the keys that are unknown or out of date.
fn walk(value: &Value, ty: Type, place: &str, found: &mut Vec<String>) {
    match (ty, value) {
        (Type::Struct(id), Value::Object(entries)) => {
            for (name, inner) in entries {
                let place = format!("{place}/{name}");
                match expected(get(id), name) {
                    Some(ty) => walk(inner, ty, &place, found),
                    None => found.push(place),
                }
            }
        }
        (Type::Map(ty), Value::Object(entries)) => {
            entries.iter().for_each(|(name, inner)| walk(inner, *ty, &format!("{place}/{name}"), found));
        }
        (Type::Entities { alone, .. }, Value::Object(entries)) if entries.contains_key("name") => {
            walk(value, *alone, place, found);
        }
        (Type::Entities { each, .. }, Value::Object(entries)) => {
            entries.iter().for_each(|(name, inner)| walk(inner, *each, &format!("{place}/{name}"), found));
        }
        (Type::List(ty), Value::Array(items)) => {
            items.iter().enumerate().for_each(|(index, inner)| walk(inner, *ty, &format!("{place}/{index}"), found));
        }
        (Type::OneOf(types), _) => {
            if let Some(ty) = types.iter().find(|ty| fits(**ty, value)) {
                walk(value, *ty, place, found);
            }
        }
        _ => {}
    }
}

fn expected(place: &Struct, name: &str) -> Option<Type> {
    match place.find(name) {
        Some(key) => key.deprecated.is_none().then_some(key.ty),
        None => place.open,
    }
}

/// Which alternative a value belongs to.
fn fits(ty: Type, value: &Value) -> bool {
    match ty {
        Type::Struct(_) | Type::Map(_) => value.is_object(),
        Type::List(_) => value.is_array(),
        _ => !value.is_object() && !value.is_array(),
    }
}

#[test]
fn only_the_known_defects_of_the_corpus_are_found() {
    let Some(folder) = support::shared("corpus/layers") else { return };
    let layers = support::layers(&folder);
    assert!(layers.len() > 180, "only {} layers", layers.len());
    let mut dropped = Vec::new();
    for (layer, text) in layers {
        for document in support::documents(&text).unwrap() {
            let mut found = Vec::new();
            walk(&document, Type::Struct(StructId::LAYER_FILE), "", &mut found);
            dropped.extend(found.into_iter().map(|place| (layer.clone(), place)));
        }
    }
    let dropped: Vec<_> = dropped.iter().map(|(layer, place)| (layer.as_str(), place.as_str())).collect();
    assert_eq!(dropped, DROPPED);
}

#[test]
fn the_schema_refuses_the_same_places_and_no_others() {
    let Some(folder) = support::shared("corpus/layers") else { return };
    let validator = support::validator("layer");
    let mut refused = Vec::new();
    for (layer, text) in support::layers(&folder) {
        for document in support::documents(&text).unwrap() {
            refused.extend(support::failures(&validator, &document).into_iter().map(|place| (layer.clone(), place)));
        }
    }
    // An older spelling is legal for a schema and shown as deprecated; an unknown key is reported at its map.
    let holder = |(layer, place): &(&str, &str)| ((*layer).to_owned(), place.rsplit_once('/').unwrap().0.to_owned());
    let unknown: Vec<_> = DROPPED.iter().filter(|(_, place)| !place.ends_with("secret_accepts")).map(holder).collect();
    assert_eq!(refused, unknown);
}

#[test]
fn the_root_files_of_the_corpus_pass() {
    let Some(folder) = support::shared("corpus") else { return };
    let files = ["overthink", "image", "base", "build", "eval", "deploy", "local", "vm", "pod", "k8s", "android"];
    let validator = support::validator("project");
    let mut seen = 0;
    for name in files {
        let Ok(text) = fs::read_to_string(folder.join(format!("{name}.yml"))) else { continue };
        for document in support::documents(&text).unwrap() {
            seen += 1;
            assert_eq!(support::failures(&validator, &document), Vec::<String>::new(), "{name}");
            let mut found = Vec::new();
            walk(&document, Type::Struct(StructId::PROJECT_ROOT), "", &mut found);
            assert_eq!(found, Vec::<String>::new(), "{name}");
        }
    }
    assert!(seen >= 10, "only {seen} files");
}

fn all_pass(folder: &Path) {
    let validator = support::validator("layer");
    for (layer, text) in support::layers(folder) {
        for document in support::documents(&text).unwrap() {
            assert_eq!(support::failures(&validator, &document), Vec::<String>::new(), "{layer}");
        }
    }
}

#[test]
fn the_examples_pass() {
    if let Some(folder) = support::shared("spec/examples") {
        all_pass(&folder);
    }
}

#[test]
fn our_own_layers_pass() {
    all_pass(&support::repository().join("layers"));
}

/// The made-up layers are each wrong in at most one known way; everything else about them must be known.
#[test]
fn made_up_layers_have_only_their_own_unknown_keys() {
    let Some(folder) = support::shared("golden/synthetic/layers") else { return };
    let mut found = Vec::new();
    for (layer, text) in support::layers(&folder) {
        let Ok(documents) = support::documents(&text) else { continue };
        for document in documents.iter().filter(|document| document.is_object()) {
            let mut places = Vec::new();
            walk(document, Type::Struct(StructId::LAYER_FILE), "", &mut places);
            found.extend(places.into_iter().map(|place| format!("{layer} {place}")));
        }
    }
    let own = ["s74-", "s90-", "s91-", "s97-", "s98-", "s99-"];
    let strange: Vec<_> = found.iter().filter(|place| !own.iter().any(|layer| place.starts_with(layer))).collect();
    assert_eq!(strange, Vec::<&String>::new());
    assert!(own.iter().all(|layer| found.iter().any(|place| place.starts_with(layer))), "{found:?}");
}
