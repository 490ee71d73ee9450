//! See the page beside this file.

use crate::Severity;
use crate::rule::{Group, Info};
use crate::schema_values::{Holder, ValueRule};

static INFO: Info = Info {
    id: "build-value",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "`build` of a task is not `all`",
    docs: include_str!("build_value.md"),
};

pub(crate) static RULE: ValueRule = ValueRule::new(&INFO, Holder::Task, "build", "`all`");
