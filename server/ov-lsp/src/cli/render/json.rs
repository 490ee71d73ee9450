//! Previews for programs.

use super::{Inits, Numbering};
use ov_project::Form;
use ov_render::services::{Bootc, FragmentFile, LayerPreview, Program, UnitPreview};
use serde_json::{Value, json};

pub(super) fn report(previews: &[LayerPreview], inits: Inits, numbering: Option<&Numbering>) -> Value {
    let mut report = json!({"version": 1});
    if let Some(numbering) = numbering {
        report["image"] = json!({
            "name": numbering.image.as_str(),
            "estimate": numbering.is_estimate,
            "writes_supervisord": numbering.writes_supervisord,
        });
    }
    report["layers"] = previews.iter().map(|p| layer(p, inits)).collect();
    report
}

fn layer(preview: &LayerPreview, inits: Inits) -> Value {
    let mut layer = json!({"layer": preview.layer.as_str(), "templates": preview.templates.name()});
    if inits.supervisord() {
        let ours = &preview.supervisord;
        layer["supervisord"] = json!({
            "fragment": ours.fragment.as_ref().map(file),
            "relays": ours.relays.iter().map(file).collect::<Value>(),
            "entries": ours.entries.iter().map(program).collect::<Value>(),
        });
        if let Some(problem) = &ours.relay_problem {
            layer["supervisord"]["relay_problem"] = problem.as_str().into();
        }
    }
    if inits.systemd() {
        layer["systemd"] = json!({"entries": preview.systemd.entries.iter().map(unit).collect::<Value>()});
        if preview.bootc != Bootc::default() {
            layer["bootc"] = bootc(&preview.bootc);
        }
    }
    layer
}

fn file(file: &FragmentFile) -> Value {
    json!({"file": file.file, "text": file.text})
}

/// The word for a form.
pub(super) fn form(form: Form) -> &'static str {
    match form {
        Form::Packaged => "packaged",
        Form::Custom => "custom",
    }
}

fn program(entry: &Program) -> Value {
    let mut program = json!({"index": entry.index, "name": entry.name.as_str(), "form": form(entry.form)});
    program["rendered"] = entry.text.is_ok().into();
    match &entry.text {
        Ok(text) => program["text"] = text.as_str().into(),
        Err(skip) => program["reason"] = skip.to_string().into(),
    }
    program
}

fn unit(entry: &UnitPreview) -> Value {
    let mut unit = json!({"index": entry.index, "name": entry.name.as_str(), "form": form(entry.form)});
    unit["rendered"] = entry.outcome.is_ok().into();
    match &entry.outcome {
        Err(skip) => unit["reason"] = skip.to_string().into(),
        Ok(written) => {
            unit["unit"] = entry.unit.as_str().into();
            unit["scope"] = entry.scope.name().into();
            unit["enable"] = entry.enable.into();
            if let Some(written) = written {
                unit["path"] = written.path.as_str().into();
                unit["text"] = written.text.as_str().into();
            }
        }
    }
    unit
}

fn bootc(bootc: &Bootc) -> Value {
    let mut value = json!({"units": bootc.units, "service_files": bootc.service_files});
    match &bootc.enable_text {
        Some(Ok(text)) => value["enable_text"] = text.as_str().into(),
        Some(Err(problem)) => value["problem"] = problem.as_str().into(),
        None => {}
    }
    value
}
