//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "aur-arch-only",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "`aur:` in a section of another distro than arch",
    docs: include_str!("aur_arch_only.md"),
};

pub(crate) struct AurArchOnly;

impl Rule for AurArchOnly {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(values::foreign_extra(&INFO, item, "aur", "arch"));
    }
}
