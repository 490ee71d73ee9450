//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "apk-one-of",
    group: Group::Packages,
    severity: Severity::Error,
    default_on: true,
    summary: "an app without exactly one of `package` and `apk`",
    docs: include_str!("apk_one_of.md"),
};

pub(crate) struct ApkOneOf;

impl Rule for ApkOneOf {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for entry in values::entries(item, "apk") {
            let both = entry.is_set("package") && entry.is_set("apk");
            if both || !(entry.is_set("package") || entry.is_set("apk")) {
                let at = if both { entry.key_span("apk") } else { None };
                let message = if both {
                    "`package` and `apk` exclude each other; keep one"
                } else {
                    "an app needs `package`, or `apk` for a file; add one"
                };
                findings.push(Finding::new(&INFO, item.at(at.unwrap_or_else(|| values::head(entry))), message));
            }
        }
    }
}
