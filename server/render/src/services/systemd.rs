//! Deployments to machines: units that are enabled and unit files that are written.

use super::context::{Place, context};
use super::{Entry, Scope, Skip, custom_unit, packaged_unit, scope_of};
use crate::init::{self, InitSystem, InitTemplates};
use crate::template::Value;
use ov_project::{Form, Layer};
use smol_str::SmolStr;

const NAME: &str = "systemd";

/// What systemd gets from a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct SystemdPreview {
    /// One for each service entry, in its order.
    pub entries: Vec<UnitPreview>,
}

/// What systemd gets from one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitPreview {
    /// Position in the list.
    pub index: usize,
    /// The entry's name.
    pub name: SmolStr,
    /// The entry's form.
    pub form: Form,
    /// The unit as it is enabled; that of a custom entry has no ending.
    pub unit: String,
    /// Where it runs.
    pub scope: Scope,
    /// Whether the deployment enables and starts it.
    pub enable: bool,
    /// The file that a custom entry gets, nothing for a packaged one, or why the entry has no effect.
    pub outcome: Result<Option<UnitFile>, Skip>,
}

/// A unit file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitFile {
    /// Absolute path.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl UnitPreview {
    /// The command of a local deployment that enables the unit, where it is enabled.
    pub fn enable_command(&self) -> Option<String> {
        let user = if self.scope == Scope::User { "--user " } else { "" };
        (self.enable && self.outcome.is_ok()).then(|| format!("systemctl {user}enable --now {}", self.unit))
    }
}

impl SystemdPreview {
    /// The steps of a local deployment, in order: unit files written, units enabled and started.
    pub fn actions(&self) -> Vec<String> {
        let mut actions = Vec::new();
        for entry in &self.entries {
            if let Ok(Some(file)) = &entry.outcome {
                actions.push(format!("write {}", file.path));
            }
            actions.extend(entry.enable_command());
        }
        actions
    }
}

pub(super) fn preview(templates: &InitTemplates, layer: &Layer, entries: &[Entry<'_>], home: &str) -> SystemdPreview {
    let Some(system) = templates.system(NAME) else { return SystemdPreview { entries: Vec::new() } };
    SystemdPreview { entries: entries.iter().map(|e| unit(system, layer, e, home)).collect() }
}

fn unit(system: &InitSystem, layer: &Layer, entry: &Entry<'_>, home: &str) -> UnitPreview {
    let view = entry.service.entry;
    let unit = match view.text("use_packaged") {
        Some(packaged) => packaged_unit(packaged.value),
        None => custom_unit(&layer.name, entry.service.name()),
    };
    UnitPreview {
        index: entry.service.index,
        name: entry.service.name().into(),
        form: entry.form,
        scope: scope_of(view),
        enable: view.flag("enable").is_some_and(|at| at.value),
        outcome: outcome(system, layer, entry, &unit, home),
        unit,
    }
}

fn outcome(
    system: &InitSystem,
    layer: &Layer,
    entry: &Entry<'_>,
    unit: &str,
    home: &str,
) -> Result<Option<UnitFile>, Skip> {
    if let Some(skip) = &entry.excluded {
        return Err(skip.clone());
    }
    let init = || system.name.clone();
    match (entry.form, entry.packaged_sibling) {
        (Form::Packaged, _) if !system.supports_packaged => return Err(Skip::PackagedAlone { init: init() }),
        (Form::Packaged, _) => return Ok(None),
        (Form::Custom, Some(packaged)) if system.supports_packaged => {
            return Err(Skip::PackagedWins { unit: packaged_unit(packaged), init: init() });
        }
        (Form::Custom, _) => {}
    }
    let Some(service) = &system.service else { return Err(Skip::NoTemplate { init: init() }) };
    let place = Place { name: unit, layer: &layer.name, home };
    let data = context(entry.service, &place);
    let text = init::render(system, "service_template", service.as_ref(), &data).map_err(Skip::Template)?;
    let path = unit_path(system, &data).map_err(Skip::Template)?;
    Ok(Some(UnitFile { path, text }))
}

fn unit_path(system: &InitSystem, data: &Value<'_>) -> Result<String, String> {
    let Some(compiled) = &system.unit_path else { return Ok(String::new()) };
    Ok(init::render(system, "unit_path_template", compiled.as_ref(), data)?.trim().to_owned())
}
