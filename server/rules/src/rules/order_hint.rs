//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::tasks;
use ov_project::At;
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "order-hint",
    group: Group::Tasks,
    severity: Severity::Hint,
    default_on: true,
    summary: "a file that is put into a folder made later",
    docs: include_str!("order_hint.md"),
};

pub(crate) struct OrderHint;

impl Rule for OrderHint {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["task"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut files: Vec<At<&SmolStr>> = Vec::new();
        let mut made: Vec<&SmolStr> = Vec::new();
        for task in tasks::of_layer(layer) {
            if let Some(folder) = task.text("mkdir") {
                let early = files.iter().find(|file| is_in(file.value, folder.value) && !made.contains(&folder.value));
                if let (Some(file), Some(key)) = (early, task.key_span("mkdir")) {
                    let message = format!("`{}` is made here, behind the file in it; make it before", folder.value);
                    let finding = Finding::new(&INFO, layer.place(key), message);
                    findings.push(finding.related(layer.place(file.span), "the file"));
                }
                made.push(folder.value);
            }
            files.extend(task.text("write").or_else(|| task.text("copy").and_then(|_| task.text("to"))));
        }
    }
}

/// Whether a file stands right in a folder.
fn is_in(file: &str, folder: &str) -> bool {
    file.rsplit_once('/').is_some_and(|(parent, name)| parent == folder.trim_end_matches('/') && !name.is_empty())
}
