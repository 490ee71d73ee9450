//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "module-fedora-only",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "`module:` in a section of another distro than fedora",
    docs: include_str!("module_fedora_only.md"),
};

pub(crate) struct ModuleFedoraOnly;

impl Rule for ModuleFedoraOnly {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(values::foreign_extra(&INFO, item, "module", "fedora"));
    }
}
