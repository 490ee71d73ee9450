//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule, Scope};
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::variables::{expanded, place_of};

static INFO: Info = Info {
    id: "check-runtime-var-in-build",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "a check of the image uses a variable that only a deployment has",
    docs: include_str!("check_runtime_var_in_build.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    // A live verb cannot run in the build at all, which another rule says.
    if check.scope() == Scope::Deploy || check.live_verb().is_some() {
        return;
    }
    for (field, reference) in expanded(check).filter(|(_, r)| r.is_live()) {
        let message =
            format!("`{}` has a value only in a deployment, but this check runs in the build", reference.name);
        let finding = Finding::new(&INFO, place_of(check, field, &reference.range), message);
        findings.push(finding.repair(check.run_when_deployed()));
    }
}
