//! Init systems as the project's build configuration defines them, templates compiled once per project.

mod embedded;
mod mistakes;

pub use mistakes::{TemplateMistake, template_mistakes};

use crate::template::{FunctionSet, Limits, Template, TemplateError, Value};
use ov_project::{Project, Record, SourceFile, Value as Datum};
use smol_str::SmolStr;

/// Where the templates of a preview come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateSource {
    /// The project's own build configuration.
    Project,
    /// Ours, because the project has none.
    Embedded,
    /// Ours, although the project has its own: they cannot be read in this checkout.
    Unresolved,
}

impl TemplateSource {
    /// The word for it in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Embedded => "embedded",
            Self::Unresolved => "unresolved",
        }
    }
}

/// A template that is there, or the reason why it cannot be evaluated.
pub type Compiled = Option<Result<Template, TemplateError>>;

/// One init system.
#[derive(Debug, Default)]
pub struct InitSystem {
    /// Its name.
    pub name: SmolStr,
    /// Whether service entries of a layer can make an image use it.
    pub reads_services: bool,
    /// File patterns in a layer's folder that make an image use it.
    pub layer_files: Vec<SmolStr>,
    /// Capabilities that an image must provide.
    pub requires_capability: Vec<SmolStr>,
    /// Whether it takes units that a package ships.
    pub supports_packaged: bool,
    /// Text of a custom service.
    pub service: Compiled,
    /// Where that text is written.
    pub unit_path: Compiled,
    /// Text of a port relay.
    pub relay: Compiled,
    /// Image build step that enables packaged units.
    pub system_enable: Compiled,
}

/// The init systems of a project.
#[derive(Debug)]
pub struct InitTemplates {
    /// Where they come from.
    pub source: TemplateSource,
    systems: Vec<InitSystem>,
}

impl InitTemplates {
    /// Compiles the templates of a project, or ours where it has none that can be read.
    pub fn new(project: &Project) -> Self {
        let mut systems: Vec<InitSystem> = Vec::new();
        for entity in project.entities_of("init") {
            let Some(record) = entity.entity.datum.value.record() else { continue };
            if systems.iter().all(|s| s.name != *entity.name()) {
                systems.push(read(entity.name(), record));
            }
        }
        let source = if !systems.is_empty() {
            TemplateSource::Project
        } else if has_unread_import(project) || has_broken_root_file(project) {
            TemplateSource::Unresolved
        } else {
            TemplateSource::Embedded
        };
        for default in [supervisord(), systemd()] {
            if systems.iter().all(|s| s.name != default.name) {
                systems.push(default);
            }
        }
        systems.sort_by(|a, b| a.name.cmp(&b.name));
        Self { source, systems }
    }

    /// All init systems, sorted by name.
    pub fn systems(&self) -> &[InitSystem] {
        &self.systems
    }

    /// The init system `name`.
    pub fn system(&self, name: &str) -> Option<&InitSystem> {
        self.systems.iter().find(|s| s.name == name)
    }
}

/// Whether a flat import that may hold the build configuration is out of reach.
fn has_unread_import(project: &Project) -> bool {
    let is_namespace = |reference: &str| project.namespaces.iter().any(|n| n.reference.text == reference);
    project.unresolved.iter().any(|u| !is_namespace(&u.reference)) || !project.broken_imports.is_empty()
}

/// Whether a file that may hold the build configuration is not YAML throughout.
fn has_broken_root_file(project: &Project) -> bool {
    let is_read = |index: usize| project.unreached.iter().all(|file| file.0 as usize != index);
    let is_broken = |file: &SourceFile| file.root().is_some_and(|root| !root.syntax_errors.is_empty());
    project.files.iter().enumerate().any(|(index, file)| is_read(index) && is_broken(file))
}

fn read(name: &SmolStr, record: &Record) -> InitSystem {
    let field = |key: &str| record.field(key).map(|f| &f.value.value);
    let texts = |key: &str| field(key).map(Datum::list).unwrap_or_default().iter().filter_map(|d| d.value.text());
    let schema = |key: &str| field("service_schema").and_then(|s| s.child(key));
    InitSystem {
        name: name.clone(),
        reads_services: texts("layer_field").any(|f| f == "service"),
        layer_files: texts("layer_file").cloned().collect(),
        requires_capability: texts("requires_capability").cloned().collect(),
        supports_packaged: schema("supports_packaged") == Some(&Datum::Bool(true)),
        service: compile(schema("service_template"), FunctionSet::Service),
        unit_path: compile(schema("unit_path_template"), FunctionSet::Service),
        relay: compile(field("relay_template"), FunctionSet::Format),
        system_enable: compile(field("system_enable_template"), FunctionSet::Format),
    }
}

fn compile(text: Option<&Datum>, functions: FunctionSet) -> Compiled {
    let text = text?.text().filter(|t| !t.is_empty())?;
    Some(Template::parse(text, functions))
}

fn supervisord() -> InitSystem {
    InitSystem {
        name: SmolStr::new_static("supervisord"),
        reads_services: true,
        service: Some(Template::parse(embedded::SUPERVISORD_SERVICE, FunctionSet::Service)),
        relay: Some(Template::parse(embedded::RELAY, FunctionSet::Format)),
        ..InitSystem::default()
    }
}

fn systemd() -> InitSystem {
    InitSystem {
        name: SmolStr::new_static("systemd"),
        reads_services: true,
        layer_files: vec![SmolStr::new_static("*.service")],
        requires_capability: vec![SmolStr::new_static("preserve_user")],
        supports_packaged: true,
        service: Some(Template::parse(embedded::SYSTEMD_SERVICE, FunctionSet::Service)),
        unit_path: Some(Template::parse(embedded::SYSTEMD_UNIT_PATH, FunctionSet::Service)),
        system_enable: Some(Template::parse(embedded::SYSTEM_ENABLE, FunctionSet::Format)),
        ..InitSystem::default()
    }
}

/// Renders a compiled template; an error is told with the name of the template.
pub(crate) fn render(
    system: &InitSystem,
    key: &str,
    compiled: Result<&Template, &TemplateError>,
    data: &Value<'_>,
) -> Result<String, String> {
    let told = |error: &TemplateError| format!("`{key}` of init `{}` cannot be evaluated: {error}", system.name);
    let template = compiled.map_err(told)?;
    template.render(data, &Limits::default()).map_err(|error| told(&error))
}
