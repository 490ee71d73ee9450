//! See the page beside this file.

use crate::Severity;
use crate::changes::{ALL, Reads};
use crate::context::LayerContext;
use crate::finding::{Finding, Place};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::siblings::{Common, in_common};
use crate::words;
use ov_project::LayerId;

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "host-sibling-layer",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a `-host` or `-pod` layer beside the layer it repeats",
    docs: include_str!("host_sibling_layer.md"),
};

/// Endings that name an init system's world instead of the layer's purpose.
const ENDINGS: [&str; 2] = ["-host", POD];
const POD: &str = "-pod";

/// The rule.
pub(crate) struct HostSiblingLayer;

impl Rule for HostSiblingLayer {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[ALL])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let Some(stem) = without_ending(&layer.layer.name) else { return };
        if let Some((sibling, common)) = named_sibling(layer, stem).or_else(|| look_alike(layer)) {
            findings.extend(report(layer, sibling, &common));
        }
    }
}

/// The layer without the ending, else the one with the other ending.
fn named_sibling(layer: &LayerContext<'_>, stem: &str) -> Option<(LayerId, Vec<Common>)> {
    let project = layer.around().project;
    let mut paired = ENDINGS.iter().filter_map(|ending| project.written_layer(&format!("{stem}{ending}")));
    let id = project.written_layer(stem).or_else(|| paired.find(|id| *id != layer.id))?;
    Some((id, in_common(layer.layer, project.layer(id))))
}

/// The layer that has most in common, where that is enough to call the two one thing.
fn look_alike(layer: &LayerContext<'_>) -> Option<(LayerId, Vec<Common>)> {
    let project = layer.around().project;
    let others =
        project.layer_ids().filter(|&id| id != layer.id && !layer.graph().needs(layer.id).layers.contains(&id));
    let common = others.map(|id| (id, in_common(layer.layer, project.layer(id))));
    let alike = common.filter(|(_, common)| Common::is_telling(common, layer.layer));
    alike.min_by_key(|(id, common)| (std::cmp::Reverse(common.len()), *id))
}

fn report(layer: &LayerContext<'_>, id: LayerId, common: &[Common]) -> Option<Finding> {
    let around = *layer.around();
    let sibling = around.project.layer(id);
    let addition = common.is_empty() && around.graph.needs(layer.id).layers.contains(&id);
    // A layer that builds on the other and repeats nothing of it is an addition to it.
    if addition {
        return None;
    }
    let names: Vec<String> = common.iter().map(|c| c.label.clone()).collect();
    let (name, other) = (&layer.layer.name, &sibling.name);
    let fact = if names.is_empty() {
        format!("`{name}` stands beside `{other}` for another init system")
    } else {
        format!("`{name}` repeats {} of `{other}`", words::short_list(&names))
    };
    let message = format!("{fact}; one layer serves both with an `exec` and a `use_packaged` entry of the same name");
    let file = sibling.file;
    let setting = around.setting(id);
    let start = Finding::new(&INFO, layer.headline(), message)
        .related(around.layer(id, &setting, layer.derived).headline(), format!("the layer `{other}`"));
    let shown = common.iter().take(3);
    let mut finding = shown
        .fold(start, |finding, c| finding.related(Place { file, span: c.theirs }, format!("{} here as well", c.label)));
    finding.repairs.extend(merge(layer, id));
    Some(finding)
}

/// Folds the layer into the one without the ending; two with endings become one without.
fn merge(layer: &LayerContext<'_>, other: LayerId) -> Option<Repair> {
    let (own, other_name) = (&layer.layer.name, &layer.around().project.layer(other).name);
    let at = layer.headline();
    let change = |from, into, name: &str| Change::MergeLayer { at, from, into, name: name.into() };
    let stem = without_ending(own)?;
    if stem == other_name {
        let title = format!("Merge `{own}` into `{other_name}`");
        return Some(Repair::guess(title, change(layer.id, other, other_name)));
    }
    let is_free = layer.project().written_layer(stem).is_none();
    (is_free && without_ending(other_name) == Some(stem)).then(|| {
        // Whichever of the two is asked, the same one stays.
        let (into, from) = if own.ends_with(POD) { (layer.id, other) } else { (other, layer.id) };
        let names = [into, from].map(|id| &layer.around().project.layer(id).name);
        Repair::guess(format!("Merge `{}` and `{}` into `{stem}`", names[0], names[1]), change(from, into, stem))
    })
}

fn without_ending(name: &str) -> Option<&str> {
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).filter(|stem| !stem.is_empty())
}
