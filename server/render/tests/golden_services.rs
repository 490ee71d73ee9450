//! Services of single layers, byte for byte as the image builder renders them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::Differences;
use ov_project::{Form, Project};
use ov_render::init::{InitTemplates, TemplateSource};
use ov_render::services::{FragmentFile, LayerPreview, Position, RenderOptions, UnitPreview, detect_inits, preview};
use serde_json::{Value as Json, json};

fn options(home: &str) -> RenderOptions {
    RenderOptions { home: home.into(), position: Position::Number(1), distro: None }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Packaged => "packaged",
        Form::Custom => "custom",
    }
}

fn file(file: &FragmentFile) -> Json {
    json!({"file": file.file, "text": file.text})
}

fn unit(ours: &UnitPreview, at_home: &UnitPreview) -> Json {
    let Ok(custom) = &ours.outcome else { return json!({"rendered": false}) };
    let mut unit = json!({"rendered": true, "unit": ours.unit, "scope": ours.scope.name(), "enable": ours.enable});
    if let (Some(custom), Ok(Some(at_home))) = (custom, &at_home.outcome) {
        unit["path"] = custom.path.as_str().into();
        unit["text"] = custom.text.as_str().into();
        if custom.path != at_home.path {
            unit["path_home_user"] = at_home.path.as_str().into();
        }
        if custom.text != at_home.text {
            unit["text_home_user"] = at_home.text.as_str().into();
        }
    }
    unit
}

fn without_why(entry: &Json) -> Json {
    let mut entry = entry.clone();
    entry.as_object_mut().unwrap().remove("why");
    entry
}

fn compare(name: &str, project: &Project, templates: &InitTemplates, golden: &Json, found: &mut Differences) {
    let layer = project.layer(project.layer_named(name).unwrap_or_else(|| panic!("no layer {name}")));
    let ours: LayerPreview = preview(templates, layer, project.dialect, &options("{{.Home}}"));
    let at_home = preview(templates, layer, project.dialect, &options("/home/user"));
    assert_eq!(ours.templates, TemplateSource::Project);
    let entries = golden["entries"].as_array().unwrap();
    found.same(&format!("{name}: number of entries"), &ours.supervisord.entries.len(), &entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let what = |part: &str| format!("{name}[{index}].{part}");
        let program = &ours.supervisord.entries[index];
        let head = json!({"index": program.index, "name": program.name.as_str(), "form": form(program.form)});
        let golden_head = json!({"index": entry["index"], "name": entry["name"], "form": entry["form"]});
        found.same(&what("head"), &head, &golden_head);
        let rendered = match &program.text {
            Ok(text) => json!({"rendered": true, "text": text}),
            Err(_) => json!({"rendered": false}),
        };
        found.same(&what("supervisord"), &rendered, &without_why(&entry["supervisord"]));
        let unit = unit(&ours.systemd.entries[index], &at_home.systemd.entries[index]);
        found.same(&what("systemd"), &unit, &without_why(&entry["systemd"]));
    }
    let fragment = ours.supervisord.fragment.as_ref().map_or(Json::Null, file);
    found.same(&format!("{name}: fragment"), &fragment, &golden["fragment"]);
    let relays: Json = ours.supervisord.relays.iter().map(file).collect();
    found.same(&format!("{name}: relays"), &relays, &golden["relays"]);
    found.same(&format!("{name}: bootc"), &bootc(&ours), golden.get("bootc").unwrap_or(&json!({})));
}

fn bootc(ours: &LayerPreview) -> Json {
    let mut bootc = json!({});
    if let Some(text) = &ours.bootc.enable_text {
        bootc["system_enable_text"] = text.as_ref().unwrap().as_str().into();
        bootc["system_enable_units"] = ours.bootc.units.clone().into();
    }
    if !ours.bootc.service_files.is_empty() {
        bootc["service_files"] = ours.bootc.service_files.clone().into();
    }
    bootc
}

fn compare_all(project: Option<Project>, dir: &str) {
    let (Some(project), Some(_)) = (project, common::golden()) else { return };
    let templates = InitTemplates::new(&project);
    let mut found = Differences::default();
    for (name, golden) in common::json_files(dir) {
        compare(&name, &project, &templates, &golden, &mut found);
    }
    found.finish(dir);
}

#[test]
fn corpus_layers_render_as_the_image_builder_does() {
    compare_all(common::load_corpus(), "render");
}

#[test]
fn synthetic_layers_render_as_the_image_builder_does() {
    compare_all(common::load_synthetic(), "synthetic/render");
}

/// Lines in any order.
fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn embedded_templates_give_the_same_lines() {
    let (Some(project), Some(_)) = (common::load_synthetic_with("version: 2026.144.1443\n"), common::golden()) else {
        return;
    };
    let templates = InitTemplates::new(&project);
    assert_eq!(templates.source, TemplateSource::Embedded);
    let mut found = Differences::default();
    for (name, golden) in common::json_files("synthetic/render") {
        let layer = project.layer(project.layer_named(&name).unwrap());
        let ours = preview(&templates, layer, project.dialect, &options("{{.Home}}"));
        let text = golden["fragment"]["text"].as_str().unwrap_or_default();
        let fragment = ours.supervisord.fragment.as_ref().map_or("", |f| f.text.as_str());
        found.same(&format!("{name}: fragment"), &sorted(fragment), &sorted(text));
        let relays: Json = ours.supervisord.relays.iter().map(file).collect();
        found.same(&format!("{name}: relays"), &relays, &golden["relays"]);
        for (unit_of, entry) in ours.systemd.entries.iter().zip(golden["entries"].as_array().unwrap()) {
            let mut theirs = without_why(&entry["systemd"]);
            theirs.as_object_mut().unwrap().retain(|key, _| !key.ends_with("_home_user"));
            found.same(&format!("{name}: unit"), &unit(unit_of, unit_of), &theirs);
        }
        found.same(&format!("{name}: bootc"), &bootc(&ours), golden.get("bootc").unwrap_or(&json!({})));
    }
    found.finish("embedded templates");
}

fn compare_detection(project: Option<Project>, file: &str) {
    let (Some(project), Some(golden)) = (project, common::golden()) else { return };
    let templates = InitTemplates::new(&project);
    let mut found = Differences::default();
    for (name, golden) in common::json_file(&golden.join(file)).as_object().unwrap() {
        let layer = project.layer(project.layer_named(name).expect("a golden is of a layer of the project"));
        found.same(&format!("{name}: inits"), &json!(detect_inits(&templates, layer)), &golden["inits"]);
        found.same(&format!("{name}: content"), &json!(layer.has_content()), &golden["has_content"]);
        found.same(&format!("{name}: services"), &json!(layer.services().count()), &golden["services"]);
        let relays: Vec<i64> = layer.relay_ports().collect();
        found.same(&format!("{name}: relays"), &json!(relays), golden.get("port_relay").unwrap_or(&json!([])));
        let units: Vec<&str> = layer.unit_files().collect();
        found.same(&format!("{name}: units"), &json!(units), golden.get("service_files").unwrap_or(&json!([])));
    }
    found.finish(file);
}

#[test]
fn init_systems_of_corpus_layers_are_detected() {
    compare_detection(common::load_corpus(), "init.json");
}

#[test]
fn init_systems_of_synthetic_layers_are_detected() {
    compare_detection(common::load_synthetic(), "synthetic/init.json");
}
