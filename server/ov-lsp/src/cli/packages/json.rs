//! Packages for programs.

use super::{Answer, Whole};
use ov_render::packages::Lost;
use serde_json::{Map, Value, json};
use smol_str::SmolStr;

pub(super) fn report(answers: &[Answer<'_>], whole: Option<&Whole<'_>>) -> Value {
    let mut report = json!({"version": 1});
    if let Some(whole) = whole {
        report["image"] = image(whole);
    }
    report["layers"] = answers.iter().map(layer).collect();
    report
}

fn strings(list: &[SmolStr]) -> Value {
    list.iter().map(SmolStr::as_str).collect()
}

fn layer(answer: &Answer<'_>) -> Value {
    let packages = answer.resolved.steps.iter().map(|step| {
        let names: Value = step.packages.iter().map(|p| p.name.as_str()).collect();
        (step.format.to_string(), names)
    });
    let probes = answer.probes.iter().map(|(probe, name)| {
        json!({
            "index": probe.index,
            "id": probe.id(),
            "package": probe.package(),
            "resolved": name.name,
            "from": name.source(),
        })
    });
    let mut layer = json!({
        "layer": answer.layer.name.as_str(),
        "tags": strings(&answer.target.tags),
        "build": strings(&answer.target.build),
        "packages": packages.collect::<Map<_, _>>(),
        "probes": probes.collect::<Value>(),
    });
    if let Some(tag) = &answer.resolved.tag_section {
        layer["tag_section"] = tag.as_str().into();
    }
    layer["lost"] = answer.resolved.lost.iter().map(lost).collect();
    layer
}

fn lost(lost: &Lost) -> Value {
    json!({"package": lost.name.as_str(), "section": lost.section.as_str(), "reason": lost.reason.to_string()})
}

fn image(whole: &Whole<'_>) -> Value {
    let layer_name = |id| whole.subject.project.layer(id).name.as_str();
    let formats = whole.packages.formats.iter().map(|(format, list)| {
        let packages = list.iter().map(|package| {
            json!({
                "package": package.name.as_str(),
                "layer": layer_name(package.layer),
                "section": package.section.as_str(),
            })
        });
        (format.to_string(), packages.collect::<Value>())
    });
    let dropped = whole.packages.dropped.iter().map(|(layer, one)| {
        let mut dropped = lost(one);
        dropped["layer"] = layer_name(*layer).into();
        dropped
    });
    json!({
        "name": whole.name,
        "tags": strings(&whole.target.tags),
        "build": strings(&whole.target.build),
        "packages": formats.collect::<Map<_, _>>(),
        "dropped": dropped.collect::<Value>(),
        "incomplete": whole.incomplete,
    })
}
