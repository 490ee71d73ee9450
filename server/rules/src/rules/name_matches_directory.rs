//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "name-matches-directory",
    group: Group::Structure,
    severity: Severity::Info,
    default_on: true,
    summary: "a layer that calls itself otherwise than its folder",
    docs: include_str!("name_matches_directory.md"),
};

pub(crate) struct NameMatchesDirectory;

impl Rule for NameMatchesDirectory {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["name"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let folder = &layer.layer.name;
        let name = layer.layer.content.text("name").filter(|at| !layer.layer.inline && at.value != folder);
        let Some(name) = name else { return };
        let other = layer.project().layer_named(name.value).is_some();
        let more = if other {
            format!(", and another layer is called `{}`", name.value)
        } else {
            ", and nobody reads this name".to_owned()
        };
        let place = layer.place(name.span);
        let message = format!("the layer goes by its folder, `{folder}`{more}; write `{folder}`");
        let repair =
            Repair::safe(format!("Write `{folder}`"), Change::ReplaceScalar { scalar: place, to: folder.to_string() });
        findings.push(Finding::new(&INFO, place, message).repair(repair));
    }
}
