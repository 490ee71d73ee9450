//! All names of layers.

use super::{Form, Mention, NameKind, entities};
use ov_project::{FileId, LayerId, PlacedUnit, Project, Value, short_name};
use ov_syntax::Span;
use smol_str::SmolStr;

/// Takes what is found.
pub(super) type Sink<'s> = dyn FnMut(Mention) + 's;

/// Every mention in a project.
pub(super) fn of_project(project: &Project, sink: &mut Sink<'_>) {
    for id in project.layer_ids() {
        of_layer(project, id, sink);
    }
    entities::of_project(project, sink);
}

/// Every mention in one file.
pub(super) fn of_file(project: &Project, file: FileId, sink: &mut Sink<'_>) {
    let inside = project.layer_ids().filter(|&id| project.layer(id).file == file);
    inside.for_each(|id| of_layer(project, id, sink));
    if project.file(file).root().is_some() {
        entities::of_project(project, &mut |mention| {
            if mention.file == file {
                sink(mention);
            }
        });
    }
}

/// Makes mentions in one file.
pub(super) struct Writer<'w> {
    pub(super) file: FileId,
    pub(super) layer: Option<LayerId>,
    pub(super) sink: &'w mut dyn FnMut(Mention),
}

impl Writer<'_> {
    pub(super) fn plain(&mut self, kind: NameKind, name: &SmolStr, span: Span, defines: bool) {
        self.mention(kind, name.clone(), span, defines, Form::Plain);
    }

    /// A reference to a layer, of this checkout or another.
    pub(super) fn layer_reference(&mut self, reference: &SmolStr, span: Span) {
        let form = if reference.starts_with('@') { Form::Remote } else { Form::Plain };
        self.mention(NameKind::Layer, short_name(reference).into(), span, false, form);
    }

    pub(super) fn mention(&mut self, kind: NameKind, name: SmolStr, span: Span, defines: bool, form: Form) {
        (self.sink)(Mention { kind, name, file: self.file, span, defines, layer: self.layer, form });
    }

    /// Names of volumes in `${VOLUME_PATH:name}`, in all texts of a value.
    pub(super) fn volumes_in(&mut self, value: &Value, span: Span, base: u32) {
        each_text(value, span, &mut |text, span| {
            let mut told: Vec<&str> = Vec::new();
            for inner in text.split("${VOLUME_").skip(1) {
                let argument = inner.split_once('}').and_then(|(inner, _)| inner.split_once(':')).map(|(_, name)| name);
                let Some(name) = argument.filter(|name| !name.is_empty() && !told.contains(name)) else { continue };
                told.push(name);
                self.mention(NameKind::Volume, name.into(), span.shifted(base), false, Form::Argument);
            }
        });
    }
}

fn of_layer(project: &Project, id: LayerId, sink: &mut Sink<'_>) {
    let layer = project.layer(id);
    let content = &layer.content;
    let mut writer = Writer { file: layer.file, layer: Some(id), sink };
    if layer.inline {
        writer.plain(NameKind::Layer, &layer.name, content.head, true);
    }
    if let Some(at) = content.text("name").filter(|at| *at.value == layer.name) {
        writer.plain(NameKind::Layer, at.value, at.span, true);
    }
    for key in ["require", "layer"] {
        content.texts(key).for_each(|at| writer.layer_reference(at.value, at.span));
    }
    for service in layer.services() {
        if let Some(at) = service.entry.text("name") {
            writer.plain(NameKind::Service, at.value, at.span, true);
        }
    }
    for (volume, _) in content.records("volume") {
        if let Some(at) = volume.text("name") {
            writer.plain(NameKind::Volume, at.value, at.span, true);
        }
    }
    for (data, _) in content.records("data") {
        if let Some(at) = data.text("volume") {
            writer.plain(NameKind::Volume, at.value, at.span, false);
        }
    }
    for unit in content.items("eval").iter() {
        of_check(unit, &mut writer);
    }
    variables(project, id, &mut writer);
}

fn of_check(unit: PlacedUnit<'_>, writer: &mut Writer<'_>) {
    let Some(check) = unit.view() else { return };
    if let Some(at) = check.text("id") {
        writer.plain(NameKind::Check, at.value, at.span, true);
    }
    if let Some(at) = check.text("service") {
        writer.plain(NameKind::Service, at.value, at.span, false);
    }
    writer.volumes_in(unit.value(), unit.unit.datum.span, unit.base);
}

fn variables(project: &Project, id: LayerId, writer: &mut Writer<'_>) {
    let content = &project.layer(id).content;
    let names: Vec<&SmolStr> = content.map("var").map(|(name, _)| name.value).collect();
    if names.is_empty() {
        return;
    }
    for (name, _) in content.map("var") {
        writer.plain(NameKind::Variable, name.value, name.span, true);
    }
    for unit in content.items("task").iter() {
        each_text(unit.value(), unit.unit.datum.span, &mut |text, span| {
            for &name in names.iter().filter(|name| uses(text, name)) {
                writer.mention(NameKind::Variable, name.clone(), span.shifted(unit.base), false, Form::Braced);
            }
        });
    }
}

fn uses(text: &str, name: &str) -> bool {
    text.contains('$') && (text.contains(&format!("${name}")) || text.contains(&format!("${{{name}}}")))
}

/// The texts of a value, however deep, with their own spans.
fn each_text<'v>(value: &'v Value, span: Span, job: &mut dyn FnMut(&'v str, Span)) {
    match value {
        Value::Text(text) if text.contains('$') => job(text, span),
        Value::List(items) => items.iter().for_each(|d| each_text(&d.value, d.span, job)),
        Value::Map(entries) => entries.iter().for_each(|(_, d)| each_text(&d.value, d.span, job)),
        Value::Record(record) => record.fields.iter().for_each(|f| each_text(&f.value.value, f.value.span, job)),
        _ => {}
    }
}
