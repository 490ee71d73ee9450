//! See the page beside this file.

use crate::Severity;
use crate::rule::{Group, Info};
use crate::schema_values::{Holder, ValueRule};

static INFO: Info = Info {
    id: "task-user",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "`user` of a task is no account",
    docs: include_str!("task_user.md"),
};

pub(crate) static RULE: ValueRule = ValueRule::new(
    &INFO,
    Holder::Task,
    "user",
    "an account: a name, `${USER}`, `${UID}:${GID}`, a number or `uid:gid`",
);
