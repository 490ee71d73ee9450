//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair, Side};
use crate::rule::{Group, Info, Rule};
use ov_project::At;
use ov_syntax::Span;
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
        let mut files: Vec<(At<&SmolStr>, Span)> = Vec::new();
        let mut made: Vec<&SmolStr> = Vec::new();
        for item in layer.layer.content.items("task").iter() {
            let Some(task) = item.view() else { continue };
            let whole = item.unit.datum.span.shifted(item.base);
            if let Some(folder) = task.text("mkdir") {
                let is_early = |file: &At<&SmolStr>| is_in(file.value, folder.value) && !made.contains(&folder.value);
                let early = files.iter().find(|(file, _)| is_early(file));
                if let (Some((file, other)), Some(key)) = (early, task.key_span("mkdir")) {
                    let message = format!("`{}` is made here, behind the file in it; make it before", folder.value);
                    let finding = Finding::new(&INFO, layer.place(key), message);
                    let (member, other) = (layer.place(whole), layer.place(*other));
                    let change = Change::Move { member, side: Side::Before, other };
                    let repair = Repair::guess("Move the task before the file", change);
                    findings.push(finding.related(layer.place(file.span), "the file").repair(repair));
                }
                made.push(folder.value);
            }
            let file = task.text("write").or_else(|| task.text("copy").and_then(|_| task.text("to")));
            files.extend(file.map(|file| (file, whole)));
        }
    }
}

/// Whether a file stands right in a folder.
fn is_in(file: &str, folder: &str) -> bool {
    file.rsplit_once('/').is_some_and(|(parent, name)| parent == folder.trim_end_matches('/') && !name.is_empty())
}
