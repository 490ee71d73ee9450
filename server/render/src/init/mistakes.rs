//! What is wrong with the templates of a project's own build configuration.

use crate::services::context::{Place, context};
use crate::template::{FunctionSet, Limits, Template, TemplateError};
use ov_project::{Datum, FileId, Form, Layer, PlacedEntity, Project, Record, Service};
use ov_syntax::Span;
use smol_str::SmolStr;
use std::ops::Range;

/// How many services of the project a template is tried with.
const TRIALS: usize = 64;

/// A template that cannot be read, or that fails for a service of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateMistake {
    /// The init system it belongs to.
    pub init: SmolStr,
    /// Its key.
    pub key: &'static str,
    /// The file.
    pub file: FileId,
    /// The template in the file.
    pub span: Span,
    /// Its text.
    pub text: SmolStr,
    /// The part of the text that is wrong.
    pub part: Range<usize>,
    /// Why, in the words of Go's template package.
    pub message: String,
    /// The layer and the service it fails for; `None` where it cannot be read at all.
    pub fails_for: Option<(SmolStr, SmolStr)>,
}

/// The mistakes in the init templates of a project, at most one a template.
pub fn template_mistakes(project: &Project) -> Vec<TemplateMistake> {
    let mut found = Vec::new();
    for entity in project.entities_of("init") {
        let Some(record) = entity.entity.datum.value.record() else { continue };
        let schema = record.field("service_schema").and_then(|f| f.value.value.record());
        let in_schema = ["service_template", "unit_path_template"];
        found.extend(in_schema.iter().filter_map(|key| of_service(project, entity, schema?, key)));
        let outside = ["relay_template", "system_enable_template"];
        found.extend(outside.iter().filter_map(|key| {
            let (datum, text) = template(record, key)?;
            let error = Template::parse(text, FunctionSet::Format).err()?;
            Some(mistake(entity, key, datum, text, error, None))
        }));
    }
    found
}

fn template<'a>(record: &'a Record, key: &str) -> Option<(&'a Datum, &'a SmolStr)> {
    let datum = &record.field(key)?.value;
    datum.value.text().filter(|t| !t.is_empty()).map(|text| (datum, text))
}

fn of_service(project: &Project, entity: &PlacedEntity, schema: &Record, key: &'static str) -> Option<TemplateMistake> {
    let (datum, text) = template(schema, key)?;
    let compiled = match Template::parse(text, FunctionSet::Service) {
        Ok(compiled) => compiled,
        Err(error) => return Some(mistake(entity, key, datum, text, error, None)),
    };
    let custom = |layer: &'_ Layer, service: &Service<'_>| {
        let name = service.name();
        let place = Place { name, layer: &layer.name, home: "" };
        let error = compiled.render(&context(*service, &place), &Limits::default()).err()?;
        Some((error, (layer.name.clone(), SmolStr::new(name))))
    };
    let services = project.layers.iter().flat_map(|layer| layer.services().map(move |service| (layer, service)));
    let mut tried = services.filter(|(_, service)| service.form() == Form::Custom).take(TRIALS);
    let (error, fails_for) = tried.find_map(|(layer, service)| custom(layer, &service))?;
    Some(mistake(entity, key, datum, text, error, Some(fails_for)))
}

fn mistake(
    entity: &PlacedEntity,
    key: &'static str,
    datum: &Datum,
    text: &SmolStr,
    error: TemplateError,
    fails_for: Option<(SmolStr, SmolStr)>,
) -> TemplateMistake {
    TemplateMistake {
        init: entity.name().clone(),
        key,
        file: entity.file,
        span: datum.span,
        text: text.clone(),
        part: error.span,
        message: error.message,
        fails_for,
    }
}
