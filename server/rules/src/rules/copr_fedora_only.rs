//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "copr-fedora-only",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "`copr:` in a section of another distro than fedora",
    docs: include_str!("copr_fedora_only.md"),
};

pub(crate) struct CoprFedoraOnly;

impl Rule for CoprFedoraOnly {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(values::foreign_extra(&INFO, item, "copr", "fedora"));
    }
}
