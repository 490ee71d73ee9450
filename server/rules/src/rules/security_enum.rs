//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "security-enum",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "a word that `security:` does not know",
    docs: include_str!("security_enum.md"),
};

pub(crate) struct SecurityEnum;

impl Rule for SecurityEnum {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(security) = item.view().filter(|_| item.key == "security") else { return };
        for key in ["cgroupns", "ipc_mode"] {
            // Engines also join the namespace of another container, by name or path.
            let joins = security.text(key).is_some_and(|at| at.value.contains(':'));
            let found = values::unknown_word(&INFO, item, security, key, "and the engine refuses it");
            findings.extend(found.filter(|_| !joins));
        }
    }
}
