//! See the page beside this file.

use crate::Severity;
use crate::one_init::IdleFields;
use crate::rule::{Group, Info};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "systemd-only-field",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: true,
    summary: "a field that only systemd reads, of a service under supervisord",
    docs: include_str!("systemd_only_field.md"),
};

pub(crate) static RULE: IdleFields = IdleFields {
    info: &INFO,
    init: Init::Supervisord,
    keys: &["after", "before", "wanted_by"],
    fact: "which alone runs this; `priority` gives the order there",
};
