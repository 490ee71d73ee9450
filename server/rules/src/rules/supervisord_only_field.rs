//! See the page beside this file.

use crate::Severity;
use crate::one_init::IdleFields;
use crate::rule::{Group, Info};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "supervisord-only-field",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: true,
    summary: "a field that only supervisord reads, of a service under systemd",
    docs: include_str!("supervisord_only_field.md"),
};

pub(crate) static RULE: IdleFields = IdleFields {
    info: &INFO,
    init: Init::Systemd,
    keys: &["auto_start", "start_retry", "start_sec", "stop_signal", "exit_code", "priority", "event"],
    fact: "which alone runs this",
};
