//! See the page beside this file.

use crate::Severity;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::tasks::{has_source, of_layer};
use ov_project::LAYER_FILE;
use ov_schema::nearest_word;

static INFO: Info = Info {
    id: "copy-source-exists",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a file to copy is not in the folder of the layer",
    docs: include_str!("copy_source_exists.md"),
};

pub(crate) struct CopySourceExists;

impl Rule for CopySourceExists {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for task in of_layer(layer) {
            let Some(source) = task.text("copy") else { continue };
            let is_odd = source.value.starts_with('/') || source.value.split('/').any(|part| part == "..");
            if is_odd || has_source(layer.layer, source.value) != Some(false) {
                continue;
            }
            let files = layer.layer.siblings.iter().map(|s| s.trim_end_matches('/')).filter(|s| *s != LAYER_FILE);
            let guess = nearest_word(files, source.value);
            let hint = guess.map(|g| format!("; did you mean `{g}`?")).unwrap_or_default();
            let place = layer.place(source.span);
            let mut finding = Finding::new(&INFO, place, format!("the layer's folder has no `{}`{hint}", source.value));
            if let Some(guess) = guess {
                let change = Change::ReplaceScalar { scalar: place, to: guess.to_owned() };
                finding = finding.repair(Repair::guess(format!("Write `{guess}`"), change));
            }
            findings.push(finding);
        }
    }
}
