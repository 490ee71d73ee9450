//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "volume-dup",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "two volumes of one name",
    docs: include_str!("volume_dup.md"),
};

pub(crate) struct VolumeDup;

impl Rule for VolumeDup {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(values::named_twice(&INFO, item, "volume"));
    }
}
