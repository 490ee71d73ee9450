//! Container builds: programs and relays in supervisord's configuration.

use super::context::{Place, context};
use super::fragment::{self, FragmentFile, Position};
use super::{Entry, Skip};
use crate::init::{self, InitSystem, InitTemplates};
use crate::template::Value;
use ov_project::{Form, Layer};
use smol_str::SmolStr;

const NAME: &str = "supervisord";

/// What supervisord gets from a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct SupervisordPreview {
    /// One for each service entry, in its order.
    pub entries: Vec<Program>,
    /// The layer's file; none where nothing is rendered.
    pub fragment: Option<FragmentFile>,
    /// Files of the port relays, by name.
    pub relays: Vec<FragmentFile>,
    /// Why relays are missing.
    pub relay_problem: Option<String>,
}

/// What supervisord gets from one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Position in the list.
    pub index: usize,
    /// The entry's name.
    pub name: SmolStr,
    /// The entry's form.
    pub form: Form,
    /// The text, or why there is none.
    pub text: Result<String, Skip>,
}

pub(super) fn preview(
    templates: &InitTemplates,
    layer: &Layer,
    entries: &[Entry<'_>],
    position: Position,
) -> SupervisordPreview {
    let Some(system) = templates.system(NAME) else {
        return SupervisordPreview { entries: Vec::new(), fragment: None, relays: Vec::new(), relay_problem: None };
    };
    let programs: Vec<Program> = entries.iter().map(|e| program(system, layer, e, entries)).collect();
    let texts = programs.iter().filter_map(|p| p.text.as_deref().ok());
    let fragment = fragment::joined(layer, position, texts);
    let (relays, relay_problem) = match relays(system, layer, position) {
        Ok(relays) => (relays, None),
        Err(problem) => (Vec::new(), Some(problem)),
    };
    SupervisordPreview { entries: programs, fragment, relays, relay_problem }
}

fn program(system: &InitSystem, layer: &Layer, entry: &Entry<'_>, all: &[Entry<'_>]) -> Program {
    Program {
        index: entry.service.index,
        name: entry.service.name().into(),
        form: entry.form,
        text: text(system, layer, entry, all),
    }
}

fn text(system: &InitSystem, layer: &Layer, entry: &Entry<'_>, all: &[Entry<'_>]) -> Result<String, Skip> {
    if let Some(skip) = &entry.excluded {
        return Err(skip.clone());
    }
    let init = || system.name.clone();
    let name = entry.service.name();
    if entry.form == Form::Packaged {
        let has_sibling = all.iter().any(|e| e.form == Form::Custom && e.service.name() == name);
        let init = init();
        return Err(if has_sibling { Skip::PackagedWithSibling { init } } else { Skip::PackagedAlone { init } });
    }
    let Some(compiled) = &system.service else { return Err(Skip::NoTemplate { init: init() }) };
    let place = Place { name, layer: &layer.name, home: "" };
    init::render(system, "service_template", compiled.as_ref(), &context(entry.service, &place)).map_err(Skip::Template)
}

fn relays(system: &InitSystem, layer: &Layer, position: Position) -> Result<Vec<FragmentFile>, String> {
    let Some(compiled) = &system.relay else { return Ok(Vec::new()) };
    let index = match position {
        Position::Unknown => 0,
        Position::Number(number) => i64::from(number),
    };
    let mut files = Vec::new();
    for port in layer.relay_ports() {
        let data = Value::structure([
            ("Port", Value::from(port)),
            ("LayerName", layer.name.as_str().into()),
            ("Index", index.into()),
        ]);
        let text = init::render(system, "relay_template", compiled.as_ref(), &data)?;
        files.push(fragment::relay(position, port, text));
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    files.dedup();
    Ok(files)
}
