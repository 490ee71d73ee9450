//! Layer orders and fragments of whole images.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::Differences;
use ov_project::{Graph, LayerId, Project};
use ov_render::images::{BuildPlan, PlannedBase, fragments, image_inits};
use ov_render::init::InitTemplates;
use ov_render::services::RenderOptions;
use serde_json::{Value as Json, json};
use smol_str::SmolStr;

fn names(project: &Project, layers: &[LayerId]) -> Json {
    layers.iter().map(|&l| project.layer(l).name.as_str()).collect()
}

fn or_null(list: Json, golden: &Json) -> Json {
    if golden.is_null() && list == json!([]) { Json::Null } else { list }
}

#[test]
fn images_are_planned_as_the_image_builder_does() {
    let (Some(project), Some(golden)) = (common::load_images_project(), common::golden()) else { return };
    let graph = Graph::new(&project);
    let plan = BuildPlan::new(&project, &graph, true);
    let templates = InitTemplates::new(&project);
    let mut found = Differences::default();
    let global = common::json_file(&golden.join("images_global_order.json"));
    found.same("global order", &names(&project, &plan.global_order), &global["global_order"]);
    let mut ours: Vec<&str> = plan.images.iter().map(|i| i.name.as_str()).collect();
    ours.sort_unstable();
    let mut theirs: Vec<&str> = global["image_order"].as_array().unwrap().iter().map(|n| n.as_str().unwrap()).collect();
    theirs.sort_unstable();
    found.same("images", &ours, &theirs);
    for (name, golden) in common::json_files("images") {
        let what = |part: &str| format!("{name}: {part}");
        let Some(index) = plan.find(&name) else {
            found.same(&what("planned"), &false, &true);
            continue;
        };
        let base = match &plan.images[index].base {
            PlannedBase::Planned(base) => (plan.images[*base].name.as_str(), false),
            PlannedBase::Elsewhere(name) | PlannedBase::External(name) => (name.as_str(), true),
        };
        found.same(&what("base"), &json!(base.0), &golden["base"]);
        found.same(&what("external base"), &json!(base.1), &golden["external_base"]);
        found.same(&what("made"), &json!(plan.images[index].id.is_none()), &golden["auto"]);
        found.same(&what("listed"), &names(&project, &plan.images[index].listed), &golden["layer"]);
        let own = or_null(names(&project, &plan.own_order(&graph, index)), &golden["own_order"]);
        found.same(&what("own order"), &own, &golden["own_order"]);
        let parents = names(&project, &plan.parent_layers(&graph, index));
        found.same(&what("parent layers"), &parents, &golden["parent_layers"]);
        let order = or_null(names(&project, &plan.init_order(&graph, index)), &golden["init_layer_order"]);
        found.same(&what("init order"), &order, &golden["init_layer_order"]);
        let files = fragments(&project, &graph, &templates, &plan, index, &RenderOptions::default());
        let files: Json = files.iter().map(|f| json!({"file": f.file.file, "text": f.file.text})).collect();
        found.same(&what("fragments"), &files, &golden["fragments"]);
        let inits = image_inits(&project, &graph, &templates, &plan, index);
        let active: Vec<&str> = inits.active.iter().map(SmolStr::as_str).collect();
        found.same(&what("inits"), &or_null(json!(active), &golden["active_inits"]), &golden["active_inits"]);
        found.same(&what("init"), &inits.primary.as_deref().unwrap_or(""), &golden["init_system"].as_str().unwrap());
        assert!(!plan.is_estimate(index), "{name}: everything is known");
    }
    found.finish("images");
}

fn compare_closures(project: Option<Project>, file: &str) {
    let (Some(project), Some(golden)) = (project, common::golden()) else { return };
    let graph = Graph::new(&project);
    let mut found = Differences::default();
    for (name, golden) in common::json_file(&golden.join(file)).as_object().unwrap() {
        let id = project.layer_named(name).expect("a golden is of a layer of the project");
        let expansion = graph.expansion(id);
        found.same(&format!("{name}: expand"), &names(&project, &expansion.layers), &golden["expand"]);
        let order = graph.order(expansion, &std::collections::HashSet::default());
        found.same(&format!("{name}: order"), &names(&project, &order.layers), &golden["order"]);
    }
    found.finish(file);
}

#[test]
fn closures_of_corpus_layers() {
    compare_closures(common::load_corpus(), "closure.json");
}

#[test]
fn closures_of_synthetic_layers() {
    compare_closures(common::load_synthetic(), "synthetic/closure.json");
}
