//! Bootable images: units enabled while the image is built, and unit files of the layer's folder.

use super::{Scope, scope_of};
use crate::init::{self, InitTemplates};
use crate::template::Value;
use ov_project::Layer;

/// What a bootable image gets from a layer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bootc {
    /// Packaged units of system scope, as spelled; `enable` does not matter here.
    pub units: Vec<String>,
    /// The build step that enables them; none where there are no units.
    pub enable_text: Option<Result<String, String>>,
    /// Unit files that become user units of everybody.
    pub service_files: Vec<String>,
}

/// What a bootable image gets from `layer`.
pub fn bootc(templates: &InitTemplates, layer: &Layer) -> Bootc {
    let system = layer.services().filter(|s| scope_of(s.entry) == Scope::System);
    let units: Vec<String> =
        system.filter_map(|s| s.entry.text("use_packaged").map(|at| at.value.to_string())).collect();
    let enable_text = if units.is_empty() { None } else { enable_text(templates, &units) };
    Bootc { units, enable_text, service_files: layer.unit_files().map(str::to_owned).collect() }
}

fn enable_text(templates: &InitTemplates, units: &[String]) -> Option<Result<String, String>> {
    let system = templates.system("systemd")?;
    let compiled = system.system_enable.as_ref()?;
    let data = Value::structure([("Units", Value::str_list(units.iter().map(String::as_str)))]);
    Some(init::render(system, "system_enable_template", compiled.as_ref(), &data))
}
