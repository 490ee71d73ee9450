//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::scripts;
use crate::tasks::has_source;
use ov_project::LAYER_FILE;
use ov_schema::nearest_word;

static INFO: Info = Info {
    id: "ctx-file-missing",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a command uses a file of the layer that does not exist",
    docs: include_str!("ctx_file_missing.md"),
};

pub(crate) struct CtxFileMissing;

/// Programs that only look, or only speak.
const HARMLESS: [&str; 5] = ["[", "test", "echo", "printf", "rm"];

impl Rule for CtxFileMissing {
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
        scripts::of_item(layer, item, |text| text.contains("/ctx/"), &mut |script| {
            for command in script.commands().filter(|c| !c.guarded) {
                if command.program().is_none_or(|(name, _)| HARMLESS.contains(&name)) {
                    continue;
                }
                for word in &command.words {
                    let Some(path) = word.text.strip_prefix("/ctx/").filter(|p| !p.contains(char::is_whitespace))
                    else {
                        continue;
                    };
                    if has_source(layer.layer, path) == Some(false) {
                        let message = format!("the layer's folder has no `{path}`{}", hint(layer, path));
                        findings.push(Finding::new(&INFO, script.place(&word.range), message));
                    }
                }
            }
        });
    }
}

fn hint(layer: &LayerContext<'_>, path: &str) -> String {
    let files = layer.layer.siblings.iter().map(|s| s.trim_end_matches('/')).filter(|s| *s != LAYER_FILE);
    nearest_word(files, path).map(|g| format!("; did you mean `/ctx/{g}`?")).unwrap_or_default()
}
