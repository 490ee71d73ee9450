//! See the page beside this file.

use crate::Severity;
use crate::rule::{Group, Info};
use crate::schema_values::{Holder, ValueRule};

static INFO: Info = Info {
    id: "check-port-range",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "the port of a check is not between 1 and 65535",
    docs: include_str!("check_port_range.md"),
};

pub(crate) static RULE: ValueRule = ValueRule::new(&INFO, Holder::Check, "port", "between 1 and 65535");
