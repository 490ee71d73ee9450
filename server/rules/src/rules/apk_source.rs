//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "apk-source",
    group: Group::Packages,
    severity: Severity::Error,
    default_on: true,
    summary: "an unknown store of an app",
    docs: include_str!("apk_source.md"),
};

pub(crate) struct ApkSource;

impl Rule for ApkSource {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let entries = values::entries(item, "apk");
        findings
            .extend(entries.filter_map(|e| values::unknown_word(&INFO, item, e, "source", "and the build refuses it")));
    }
}
