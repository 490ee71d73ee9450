//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "artifact-fields",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "an incomplete artifact",
    docs: include_str!("artifact_fields.md"),
};

pub(crate) struct ArtifactFields;

impl Rule for ArtifactFields {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for entry in values::entries(item, "artifact") {
            let keys = ["path", "retrieve_to"].into_iter();
            findings.extend(
                keys.filter_map(|key| {
                    values::missing(&INFO, item, entry, key, "deployments refuse an artifact without it")
                })
                .take(1),
            );
        }
    }
}
