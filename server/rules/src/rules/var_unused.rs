//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::finding::Tag;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};

static INFO: Info = Info {
    id: "var-unused",
    group: Group::Tasks,
    severity: Severity::Info,
    default_on: true,
    summary: "a build variable is never used",
    docs: include_str!("var_unused.md"),
};

pub(crate) struct VarUnused;

impl Rule for VarUnused {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "task"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        let mut texts = Vec::new();
        for task in content.items("task").iter() {
            crate::checks::texts(task.value(), task.span(), &mut texts);
        }
        // A script of the layer's own may use them, since they are in its environment.
        if texts.iter().any(|(text, _)| text.contains("/ctx")) {
            return;
        }
        for (name, _) in content.map("var").filter(|(n, _)| !texts.iter().any(|(t, _)| t.contains(n.value.as_str()))) {
            let place = layer.place(name.span);
            let repair = Repair::guess(format!("Remove `{}`", name.value), Change::RemoveEntry { entry: place });
            let message = format!("no task uses `{}`", name.value);
            findings.push(Finding::new(&INFO, place, message).tag(Tag::Unnecessary).repair(repair));
        }
    }
}
