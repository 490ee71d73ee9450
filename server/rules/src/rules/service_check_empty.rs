//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::repair::{NewValue, Repair};
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "service-check-empty",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check of a service says neither `running` nor `enabled`",
    docs: include_str!("service_check_empty.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = check.verb().filter(|v| v.name == "service") else { return };
    if check.view.has("running") || check.view.has("enabled") {
        return;
    }
    let message = "the check always passes: say `running: true` or `enabled: true`";
    let change = check.add("running", NewValue::Literal("true".to_owned()));
    findings.push(
        Finding::new(&INFO, check.value_place(verb.field), message)
            .repair(Repair::guess("Add `running: true`", change)),
    );
}
