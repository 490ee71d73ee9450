//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::tasks::has_source;
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

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["task"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(source) = item.task().and_then(|task| task.text("copy")) else { return };
        let is_odd = source.value.starts_with('/') || source.value.split('/').any(|part| part == "..");
        if is_odd || has_source(layer.layer, source.value) != Some(false) {
            return;
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
