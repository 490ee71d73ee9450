//! See the page beside this file.

use crate::Severity;
use crate::rule::{Group, Info};
use crate::schema_values::{Holder, ValueRule};
use crate::spelling;

static INFO: Info = Info {
    id: "check-timeout",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "`timeout` of a check is no duration",
    docs: include_str!("check_timeout.md"),
};

pub(crate) static RULE: ValueRule =
    ValueRule::new(&INFO, Holder::Check, "timeout", "a duration such as `30s` or `1m30s`").meaning(spelling::duration);
