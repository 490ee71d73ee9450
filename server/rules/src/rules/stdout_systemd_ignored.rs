//! See the page beside this file.

use crate::Severity;
use crate::one_init::IdleFields;
use crate::rule::{Group, Info};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "stdout-systemd-ignored",
    group: Group::Services,
    severity: Severity::Info,
    default_on: true,
    summary: "an output that systemd does not redirect",
    docs: include_str!("stdout_systemd_ignored.md"),
};

pub(crate) static RULE: IdleFields =
    IdleFields { info: &INFO, init: Init::Systemd, keys: &["stdout"], fact: "which writes the output to the journal" };
