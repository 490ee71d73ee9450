//! See the page beside this file.

use crate::Severity;
use crate::rule::{Group, Info};
use crate::schema_values::{Holder, ValueRule};

static INFO: Info = Info {
    id: "check-scope",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "`scope` of a check is neither `build` nor `deploy`",
    docs: include_str!("check_scope.md"),
};

pub(crate) static RULE: ValueRule = ValueRule::new(&INFO, Holder::Check, "scope", "`build` or `deploy`");
