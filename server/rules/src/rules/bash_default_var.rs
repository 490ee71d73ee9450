//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::variables::{ALWAYS, expanded, place_of, replace};

static INFO: Info = Info {
    id: "bash-default-var",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check uses `${NAME:-default}`, which is never resolved",
    docs: include_str!("bash_default_var.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    for (field, reference) in expanded(check).filter(|(_, r)| r.has_shell_default()) {
        let name = reference.name;
        let message =
            format!("`{name}` has no defaults in a check: the reference stays unresolved and the check is skipped");
        let mut finding = Finding::new(&INFO, place_of(check, field, &reference.range), message);
        if ALWAYS.contains(&name) {
            finding.repairs.extend(replace(check, field, &reference.range, &format!("${{{name}}}")));
        }
        findings.push(finding);
    }
}
