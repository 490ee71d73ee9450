//! See the page beside this file.

use crate::Severity;
use crate::changes::{ALL, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use ov_project::{Layer, Problem, ProblemKind};
use ov_schema::{StructId, get, is_distro_section, nearest};

pub(crate) static INFO: Info = Info {
    id: "layer-has-content",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a layer that installs nothing",
    docs: include_str!("layer_has_content.md"),
};

pub(crate) struct LayerHasContent;

impl Rule for LayerHasContent {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[ALL])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        if !layer.is_whole() || layer.setting.is_flat || has_content(layer.layer) {
            return;
        }
        let name = &layer.layer.name;
        let message = format!(
            "the layer `{name}` installs nothing; give it packages, tasks, a manifest such as `pixi.toml`, `data:`, or \
             layers to compose"
        );
        findings.push(Finding::new(&INFO, layer.opening(), message));
    }
}

/// Sections of single distros, which older loaders read.
const OLD_SECTIONS: [&str; 4] = ["aur", "deb", "pac", "rpm"];
/// Files beside the layer that older loaders read as tasks.
const OLD_TASK_FILES: [&str; 2] = ["root.yml", "user.yml"];

fn has_content(layer: &Layer) -> bool {
    let content = &layer.content;
    let is_set = |key: &str| content.unit(key).is_some_and(|unit| !unit.value().is_zero());
    layer.has_install_files()
        || is_set("layer")
        || is_set("data")
        || OLD_SECTIONS.iter().any(|key| is_set(key))
        || OLD_TASK_FILES.iter().any(|file| layer.has_file(file))
        || holds_misread_content(layer)
        || holds_dropped_content(layer)
}

const CONTENT: [&str; 6] = ["package", "distro", "task", "apk", "layer", "data"];

/// Whether content has a wrong type or a misspelt key, which is a finding of its own.
fn holds_misread_content(layer: &Layer) -> bool {
    let mut content = layer.content.units().filter(|(key, _)| CONTENT.contains(key));
    content.any(|(_, unit)| unit.problems().iter().any(hides_content))
}

fn hides_content(problem: &Problem) -> bool {
    match &problem.kind {
        ProblemKind::UnknownKey { within, name, .. } => nearest(get(*within), name).best().is_some(),
        _ => true,
    }
}

/// Whether a key that the loader drops or refuses was meant as content; that key has its own finding.
fn holds_dropped_content(layer: &Layer) -> bool {
    layer.content.dropped().any(|(name, unit)| {
        let meant = nearest(get(StructId::LAYER), &name.text);
        let is_content = meant.best().is_some_and(|best| CONTENT.contains(&best.key.name));
        !unit.value().is_zero() && (is_content || is_distro_section(&name.text))
    })
}
