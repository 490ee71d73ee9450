//! Packages and probe names, under both rules.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::Differences;
use ov_project::{Layer, Project, Value};
use ov_render::packages::{Resolution, Resolved, Target, resolve};
use ov_render::probes::probes;
use serde_json::{Value as Json, json};

fn targets() -> Vec<(String, Target)> {
    let sets = common::json_file(&common::golden().unwrap().join("tag_sets.json"));
    let strings = |v: &Json| v.as_array().unwrap().iter().map(|s| s.as_str().unwrap().into()).collect();
    let target =
        |(name, set): (&String, &Json)| (name.clone(), Target::new(strings(&set["tags"]), strings(&set["build"])));
    sets.as_object().unwrap().iter().map(target).collect()
}

fn packages(resolved: &Resolved<'_>) -> Json {
    let steps = resolved.steps.iter();
    let list = |step: &ov_render::packages::Step<'_>| step.packages.iter().map(|p| p.name.as_str()).collect::<Json>();
    Json::Object(steps.map(|s| (s.format.to_string(), list(s))).collect())
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text.as_str()),
        Value::Bool(flag) => json!(flag),
        Value::Int(number) => json!(number),
        Value::List(items) => items.iter().map(|d| to_json(&d.value)).collect(),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(k, d)| (k.text.to_string(), to_json(&d.value))).collect())
        }
        Value::Record(record) => {
            let fields = record.fields.iter().map(|f| (f.key.name.to_owned(), to_json(&f.value.value)));
            Json::Object(fields.collect())
        }
        Value::Null | Value::Hole => Json::Null,
    }
}

fn extras(resolved: &Resolved<'_>) -> Json {
    let steps = resolved.steps.iter().filter(|s| !s.extras.entries.is_empty());
    let of_step = |step: &ov_render::packages::Step<'_>| {
        Json::Object(step.extras.entries.iter().map(|(key, value)| ((*key).to_owned(), to_json(value))).collect())
    };
    Json::Object(steps.map(|s| (s.format.to_string(), of_step(s))).collect())
}

/// Golden extras by the format's own key names; the image builder has older ones inside.
fn canonical(golden: &Json) -> Json {
    let rename = |key: &String| match key.as_str() {
        "repos" => "repo".to_owned(),
        "options" => "option".to_owned(),
        "modules" => "module".to_owned(),
        _ => key.clone(),
    };
    let formats = golden.as_object().into_iter().flatten();
    Json::Object(
        formats
            .map(|(format, keys)| {
                let keys = keys.as_object().unwrap().iter().map(|(k, v)| (rename(k), v.clone()));
                (format.clone(), Json::Object(keys.collect()))
            })
            .collect(),
    )
}

fn compare_layer(project: &Project, layer: &Layer, golden: &Json, rule: Resolution, found: &mut Differences) {
    for (set, target) in targets() {
        let resolved = resolve(layer, &target.in_project(project), rule);
        let what = |part: &str| format!("{}: {part} on {set} ({rule:?})", layer.name);
        let ours = packages(&resolved);
        let any_of = golden["any_of"][&set].as_array();
        if any_of.is_some_and(|results| results.contains(&ours)) {
            continue;
        }
        found.same(&what("packages"), &ours, &golden["packages"][&set]);
        found.same(&what("extras"), &extras(&resolved), &canonical(&golden["extras"][&set]));
        if rule == Resolution::Replace {
            let tag = resolved.tag_section.as_deref().map_or(Json::Null, Json::from);
            found.same(&what("tag section"), &tag, &golden["tag_section_used"][&set]);
        }
    }
}

fn compare_all(project: Option<Project>, dir: &str, rule: Resolution) {
    let (Some(project), Some(_)) = (project, common::golden()) else { return };
    let mut found = Differences::default();
    for (name, golden) in common::json_files(dir) {
        let id = project.layer_named(&name).expect("a golden is of a layer of the project");
        compare_layer(&project, project.layer(id), &golden, rule, &mut found);
    }
    found.finish(dir);
}

#[test]
fn corpus_packages_by_replacement() {
    compare_all(common::load_corpus(), "packages", Resolution::Replace);
}

#[test]
fn corpus_packages_by_cascade() {
    compare_all(common::load_corpus(), "packages_cascade/corpus", Resolution::Cascade);
}

#[test]
fn synthetic_packages_by_replacement() {
    compare_all(common::load_synthetic(), "synthetic/packages", Resolution::Replace);
}

#[test]
fn synthetic_packages_by_cascade() {
    compare_all(common::load_synthetic(), "packages_cascade/synthetic", Resolution::Cascade);
}

fn compare_probes(project: Option<Project>, dir: &str) {
    let (Some(project), Some(_)) = (project, common::golden()) else { return };
    let mut found = Differences::default();
    for (name, golden) in common::json_files(dir) {
        let layer = project.layer(project.layer_named(&name).unwrap());
        let ours: Vec<_> = probes(layer).collect();
        let checks = golden["checks"].as_array().unwrap();
        found.same(&format!("{name}: number of checks"), &ours.len(), &checks.len());
        for (probe, check) in ours.iter().zip(checks) {
            let head = json!({"index": probe.index, "id": probe.id(), "package": probe.package()});
            let golden_head = json!({"index": check["index"], "id": check["id"], "package": check["package"]});
            found.same(&format!("{name}: check"), &head, &golden_head);
            found.same(&format!("{name}: default"), &json!(probe.resolve(&[]).name), &check["default"]);
            for (set, target) in targets() {
                let golden = check["differs"].get(&set).unwrap_or(&check["default"]);
                found.same(&format!("{name}: name on {set}"), &json!(probe.resolve(&target.tags).name), golden);
            }
        }
    }
    found.finish(dir);
}

#[test]
fn corpus_probe_names() {
    compare_probes(common::load_corpus(), "package_map");
}

#[test]
fn synthetic_probe_names() {
    compare_probes(common::load_synthetic(), "synthetic/package_map");
}
