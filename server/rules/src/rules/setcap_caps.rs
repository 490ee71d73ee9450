//! See the page beside this file.

use crate::Severity;
use crate::rule::{Group, Info};
use crate::schema_values::{Holder, ValueRule};
use crate::spelling;

static INFO: Info = Info {
    id: "setcap-caps",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "`caps` of a task are no capabilities",
    docs: include_str!("setcap_caps.md"),
};

pub(crate) static RULE: ValueRule =
    ValueRule::new(&INFO, Holder::Task, "caps", "of the form `cap_net_bind_service=ep`")
        .meaning(spelling::capabilities);
