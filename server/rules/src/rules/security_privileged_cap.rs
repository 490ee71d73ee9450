//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "security-privileged-cap",
    group: Group::Environment,
    severity: Severity::Info,
    default_on: true,
    summary: "options that `privileged` makes meaningless",
    docs: include_str!("security_privileged_cap.md"),
};

pub(crate) struct SecurityPrivilegedCap;

impl Rule for SecurityPrivilegedCap {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(security) = item.view().filter(|_| item.key == "security") else { return };
        if !security.is_set("privileged") {
            return;
        }
        for key in ["cap_add", "devices", "group_add"].into_iter().filter(|key| security.is_set(key)) {
            let Some(at) = security.key_span(key) else { continue };
            let message = format!(
                "`{key}` is not passed on with `privileged: true`, which gives all of it; remove one of the two"
            );
            findings.push(Finding::new(&INFO, item.at(at), message).tag(Tag::Unnecessary));
        }
    }
}
