//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "apk-source-with-file",
    group: Group::Packages,
    severity: Severity::Error,
    default_on: true,
    summary: "`source` beside an app from a file",
    docs: include_str!("apk_source_with_file.md"),
};

pub(crate) struct ApkSourceWithFile;

impl Rule for ApkSourceWithFile {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for entry in values::entries(item, "apk").filter(|e| e.is_set("apk") && !e.is_set("package")) {
            let Some(at) = entry.key_span("source").filter(|_| entry.is_set("source")) else { continue };
            let place = item.at(at);
            let message = "a file given by `apk` comes from no store; remove `source`";
            let repair = Repair::safe("Remove `source`", Change::RemoveEntry { entry: place });
            findings.push(Finding::new(&INFO, place, message).repair(repair));
        }
    }
}
