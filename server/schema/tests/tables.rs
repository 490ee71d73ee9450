//! The compiled tables against the JSON they come from, and rules that both must keep.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use ov_schema::{CalVer, Loader, StructId, Type, all, get, is_distro_section, methods, where_known};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The structs of all schema files as JSON, each where it is owned.
fn structs() -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for (_, schema) in support::schemas() {
        for (name, definition) in schema["definitions"].as_object().unwrap() {
            if definition.get("properties").is_some() && definition.get("x-ov-from").is_none() {
                found.insert(name.clone(), definition.clone());
            }
        }
        found.insert(schema["x-ov-struct"].as_str().unwrap().to_owned(), schema);
    }
    found
}

#[test]
fn tables_and_schemas_have_the_same_structs_and_keys() {
    let structs = structs();
    assert_eq!(all().len(), structs.len());
    for place in all() {
        let mut keys: Vec<_> = structs[place.name]["properties"].as_object().unwrap().keys().cloned().collect();
        keys.sort();
        let compiled: Vec<_> = place.keys.iter().map(|key| key.name.to_owned()).collect();
        assert_eq!(compiled, keys, "{}", place.name);
        assert!(std::ptr::eq(get(place.id), place));
    }
}

#[test]
fn every_key_is_found_by_name_and_nothing_else_is() {
    for place in all() {
        for key in place.keys {
            assert!(std::ptr::eq(place.find(key.name).unwrap(), key));
        }
        assert!(place.find("").is_none());
        assert!(place.find("no_such_key").is_none());
    }
}

#[test]
fn everything_is_explained() {
    for place in all() {
        assert!(place.doc.len() > 5 && place.title.len() > 2, "{}", place.name);
        for key in place.keys {
            assert!(key.doc.len() > 5, "{}.{}", place.name, key.name);
            assert!(key.doc.ends_with(['.', ')']), "{}.{}: {}", place.name, key.name, key.doc);
            assert!(key.enum_values.iter().all(|(_, doc)| doc.len() > 3), "{}.{}", place.name, key.name);
        }
    }
}

#[test]
fn enumerated_values_all_have_a_description() {
    fn visit(value: &Value, path: &str) {
        if let Value::Object(entries) = value {
            if let Some(values) = entries.get("enum").and_then(Value::as_array) {
                let docs = entries.get("enumDescriptions").and_then(Value::as_array).map(Vec::len);
                assert_eq!(docs, Some(values.len()), "{path}");
            }
            entries.iter().for_each(|(key, inner)| visit(inner, &format!("{path}/{key}")));
        }
    }
    for (name, schema) in support::schemas() {
        visit(&schema, &name);
    }
}

#[test]
fn successors_exist_and_are_current() {
    for place in all() {
        for key in place.keys {
            let Some(gone) = key.deprecated else { continue };
            assert!(gone.until.is_some(), "{}.{}", place.name, key.name);
            if let Some(name) = gone.renamed_to {
                let successor = place.find(name).unwrap();
                assert!(successor.deprecated.is_none(), "{}.{}", place.name, key.name);
            }
        }
    }
}

#[test]
fn defaults_and_examples_are_among_the_values() {
    for key in all().iter().flat_map(|place| place.keys).filter(|key| !key.enum_values.is_empty()) {
        let scalar = matches!(key.ty, Type::Str) && key.pattern.is_none();
        let open = key.name == "stdout";
        for value in key.default.iter().chain(key.examples).filter(|_| scalar && !open) {
            assert!(key.enum_values.iter().any(|(known, _)| known == value), "{}: {value}", key.name);
        }
    }
}

#[test]
fn copied_definitions_equal_their_originals() {
    let schemas: BTreeMap<_, _> = support::schemas().into_iter().collect();
    let mut copies = 0;
    for (name, schema) in &schemas {
        for (definition, copy) in schema["definitions"].as_object().unwrap() {
            let Some(owner) = copy.get("x-ov-from").and_then(Value::as_str) else { continue };
            let mut copy: Map<_, _> = copy.as_object().unwrap().clone();
            copy.remove("x-ov-from");
            let original = &schemas[owner.trim_end_matches(".schema.json")]["definitions"][definition];
            assert_eq!(&Value::Object(copy), original, "{name}: run `node schemas/sync.mjs`");
            copies += 1;
        }
    }
    assert!(copies > 50, "only {copies} copies");
}

#[test]
fn references_stay_in_their_file_and_lead_somewhere() {
    fn visit(value: &Value, root: &Value, name: &str) {
        match value {
            Value::Object(entries) => {
                if let Some(Value::String(reference)) = entries.get("$ref") {
                    let pointer = reference.strip_prefix('#').unwrap();
                    assert!(root.pointer(pointer).is_some(), "{name}: {reference}");
                    // Validators ignore what stands beside `$ref`, so only annotations may.
                    let beside = entries.keys().filter(|key| !key.starts_with("x-ov-"));
                    let annotations = [
                        "$ref",
                        "description",
                        "deprecated",
                        "deprecationMessage",
                        "doNotSuggest",
                        "examples",
                        "default",
                    ];
                    beside.for_each(|key| {
                        assert!(annotations.contains(&key.as_str()), "{name}: {key} beside {reference}");
                    });
                }
                entries.values().for_each(|inner| visit(inner, root, name));
            }
            Value::Array(items) => items.iter().for_each(|inner| visit(inner, root, name)),
            _ => {}
        }
    }
    for (name, schema) in support::schemas() {
        visit(&schema, &schema, &name);
    }
}

#[test]
fn live_verbs_have_methods_whose_modifiers_exist() {
    let check = get(StructId::CHECK);
    let verbs = ["cdp", "wl", "dbus", "vnc", "mcp", "record", "spice", "libvirt", "k8s", "adb", "appium"];
    for verb in verbs {
        assert!(!methods(verb).is_empty(), "{verb}");
        for method in methods(verb) {
            assert!(method.requires.iter().all(|name| check.find(name).is_some()), "{verb}: {}", method.name);
            assert_eq!(method.artifact, method.requires.contains(&"artifact"), "{verb}: {}", method.name);
        }
        let names: Vec<_> = methods(verb).iter().map(|method| method.name).collect();
        let values: Vec<_> = check.find(verb).unwrap().enum_values.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, values, "{verb}");
    }
    assert!(methods("file").is_empty());
    let click = methods("cdp").iter().find(|method| method.name == "click").unwrap();
    assert_eq!(click.requires, ["tab", "selector"]);
}

#[test]
fn verbs_are_the_ones_of_the_format() {
    let verbs = |id| get(id).keys.iter().filter(|key| key.verb).map(|key| key.name).collect::<Vec<_>>();
    let listed = "adb addr appium cdp command dbus dns file group http interface k8s kernel-param kill libvirt matching mcp \
                  mount package port process record service spice summarize user vnc wl";
    assert_eq!(verbs(StructId::CHECK), listed.split_whitespace().collect::<Vec<_>>());
    assert_eq!(verbs(StructId::STEP), verbs(StructId::CHECK));
    assert_eq!(verbs(StructId::TASK), ["build", "cmd", "copy", "download", "link", "mkdir", "setcap", "write"]);
    assert!(verbs(StructId::SERVICE).is_empty());
}

#[test]
fn a_service_knows_who_renders_what() {
    let service = get(StructId::SERVICE);
    let renders = |name| service.find(name).unwrap().renders.map(|inits| (inits.supervisord, inits.systemd));
    assert_eq!(renders("exec"), Some((true, true)));
    assert_eq!(renders("priority"), Some((true, false)));
    assert_eq!(renders("wanted_by"), Some((false, true)));
    assert_eq!(renders("overrides"), Some((false, false)));
    assert!(service.current().all(|key| key.renders.is_some()));
}

#[test]
fn older_spellings_know_when_and_how() {
    let old = |id, name| get(id).find(name).unwrap().deprecated.unwrap();
    let start = old(StructId::SERVICE, "start_secs");
    assert_eq!((start.renamed_to, start.loader), (Some("start_sec"), Loader::Ignored));
    assert!(start.until > CalVer::parse("2026.130.1530"));
    assert_eq!(old(StructId::LAYER, "requires").until, CalVer::parse("2026.130.1530"));
    assert_eq!(old(StructId::LAYER, "depends").loader, Loader::Error);
    assert_eq!(old(StructId::DESCRIPTION, "tags").loader, Loader::Read);
    assert_eq!(get(StructId::SERVICE).find("start_sec").unwrap().since, start.until);
}

#[test]
fn a_spelling_arrives_when_an_older_one_goes() {
    for place in all() {
        for key in place.keys.iter().filter(|key| key.since.is_some()) {
            let gone = place.keys.iter().filter_map(|old| old.deprecated);
            let mut arrivals = gone.filter(|old| old.renamed_to == Some(key.name)).map(|old| old.until);
            assert!(arrivals.any(|until| until == key.since), "{}.{}", place.name, key.name);
        }
    }
}

#[test]
fn types_are_what_the_loader_takes() {
    let ty = |id, name| get(id).find(name).unwrap().ty;
    assert_eq!(ty(StructId::SERVICE, "exec"), Type::Str);
    assert_eq!(ty(StructId::SERVICE, "auto_start"), Type::Bool);
    assert_eq!(ty(StructId::SERVICE, "start_sec"), Type::Int);
    assert_eq!(ty(StructId::SERVICE, "env"), Type::Map(&Type::Str));
    assert_eq!(ty(StructId::SERVICE, "stdout"), Type::Str);
    assert_eq!(ty(StructId::SERVICE, "overrides"), Type::Struct(StructId::SERVICE_OVERRIDES));
    assert_eq!(ty(StructId::CHECK, "timeout"), Type::Duration);
    assert_eq!(ty(StructId::CHECK, "package_map"), Type::Map(&Type::Str));
    assert_eq!(ty(StructId::STEP, "file"), Type::Str);
    assert_eq!(
        ty(StructId::LAYER, "package"),
        Type::List(&Type::OneOf(&[Type::Str, Type::Struct(StructId::PACKAGE_ITEM)]))
    );
    assert_eq!(ty(StructId::LAYER, "description"), Type::OneOf(&[Type::Str, Type::Struct(StructId::DESCRIPTION)]));
    assert_eq!(get(StructId::DISTRO_MAP).open, Some(Type::Struct(StructId::DISTRO_PACKAGES)));
    assert_eq!(get(StructId::SERVICE).open, None);
    assert_eq!(get(StructId::PACKAGE_REPO).open, Some(Type::Any));
}

#[test]
fn keys_of_other_places_are_known_there() {
    let places: Vec<_> = where_known("exit_status").map(|place| place.name).collect();
    assert_eq!(places, ["check", "step"]);
    assert_eq!(where_known("start_secs").count(), 0);
}

#[test]
fn old_sections_of_packages_are_recognised() {
    for key in ["fedora", "debian:13", "debian,ubuntu", "fedora:43", "arch, debian:13"] {
        assert!(is_distro_section(key), "{key}");
    }
    for key in ["", "distro", "debian-13", "cachyos", "fedora,other", "rpm"] {
        assert!(!is_distro_section(key), "{key}");
    }
}
