//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "extract-fields",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "an incomplete entry of `extract:`",
    docs: include_str!("extract_fields.md"),
};

pub(crate) struct ExtractFields;

impl Rule for ExtractFields {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for entry in values::entries(item, "extract") {
            let keys = ["source", "path", "dest"].into_iter();
            findings.extend(
                keys.filter_map(|key| {
                    values::missing(&INFO, item, entry, key, "the build refuses an entry without it")
                })
                .take(1),
            );
        }
    }
}
