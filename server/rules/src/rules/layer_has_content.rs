//! See the page beside this file.

use crate::Severity;
use crate::changes::{ALL, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::problems::may_mean_more;
use crate::rule::{Group, Info, Rule};
use ov_project::Layer;
use ov_schema::is_distro_section;

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
        || may_mean_more(content, &["package", "distro", "task", "apk", "layer", "data"])
        || content.dropped().any(|(name, unit)| is_distro_section(&name.text) && !unit.value().is_zero())
}
