//! See the page beside this file.

use crate::Severity;
use crate::rule::{Group, Info};
use crate::schema_values::{Holder, ValueRule};

static INFO: Info = Info {
    id: "check-gid",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "`gid` of a check is negative",
    docs: include_str!("check_gid.md"),
};

pub(crate) static RULE: ValueRule = ValueRule::new(&INFO, Holder::Check, "gid", "0 or more");
