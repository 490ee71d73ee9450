//! All names in root files.

use super::NameKind;
use super::collect::{Sink, Writer};
use ov_project::{FileId, PlacedEntity, Project, View};

pub(super) fn of_project(project: &Project, sink: &mut Sink<'_>) {
    for image in &project.images {
        let mut writer = writer(image.file, sink);
        writer.plain(NameKind::Image, image.name(), image.entity.name.span, true);
        of_entity(project, image, &mut writer);
    }
    for entity in &project.entities {
        of_entity(project, entity, &mut writer(entity.file, sink));
    }
}

fn writer<'w>(file: FileId, sink: &'w mut Sink<'_>) -> Writer<'w> {
    Writer { file, layer: None, sink }
}

fn of_entity(project: &Project, entity: &PlacedEntity, writer: &mut Writer<'_>) {
    let Some(view) = entity.view() else { return };
    let mut open = vec![view];
    while let Some(view) = open.pop() {
        references(project, view, writer);
        for key in ["eval", "deploy_eval"] {
            view.records(key).for_each(|(check, _)| of_check(check, writer));
        }
        let nested = view.map("nested");
        open.extend(nested.filter_map(|(_, at)| Some(View::new(at.value.record()?, view.base()))));
    }
}

fn references(project: &Project, view: View<'_>, writer: &mut Writer<'_>) {
    for key in ["layer", "add_layer"] {
        view.texts(key).for_each(|at| writer.layer_reference(at.value, at.span));
    }
    for key in ["base", "image"] {
        if let Some(at) = view.text(key).filter(|at| project.image_named(at.value).is_some()) {
            writer.plain(NameKind::Image, at.value, at.span, false);
        }
    }
}

/// A check of an entity with the id of a layer's takes its place, so it only refers to it.
fn of_check(check: View<'_>, writer: &mut Writer<'_>) {
    if let Some(at) = check.text("id") {
        writer.plain(NameKind::Check, at.value, at.span, false);
    }
    if let Some(at) = check.text("service") {
        writer.plain(NameKind::Service, at.value, at.span, false);
    }
    for field in check.fields() {
        writer.volumes_in(&field.value.value, field.value.span, check.base());
    }
}
