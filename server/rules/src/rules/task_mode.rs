//! See the page beside this file.

use crate::Severity;
use crate::rule::{Group, Info};
use crate::schema_values::{Holder, ValueRule};
use crate::spelling;

static INFO: Info = Info {
    id: "task-mode",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "`mode` of a task is no octal number",
    docs: include_str!("task_mode.md"),
};

pub(crate) static RULE: ValueRule =
    ValueRule::new(&INFO, Holder::Task, "mode", "octal with a leading 0, such as `0755`").meaning(spelling::mode);
