//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, spelling, values};

pub(crate) static INFO: Info = Info {
    id: "artifact-mode",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a mode of an artifact that is no mode",
    docs: include_str!("artifact_mode.md"),
};

pub(crate) struct ArtifactMode;

impl Rule for ArtifactMode {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for at in values::entries(item, "artifact").filter_map(|e| e.text("mode")) {
            let digits =
                at.value.len() >= 3 && at.value.len() <= 5 && at.value.bytes().all(|b| (b'0'..=b'7').contains(&b));
            if !digits || (at.value.len() == 5 && !at.value.starts_with('0')) {
                let message = format!("`{}` is no octal mode; write one such as `0600`", at.value);
                findings.push(Finding::new(&INFO, item.at(at.span), message).written_as(spelling::mode(at.value)));
            }
        }
    }
}
