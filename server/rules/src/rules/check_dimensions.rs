//! See the page beside this file.

use crate::Severity;
use crate::rule::{Group, Info};
use crate::schema_values::{Holder, ValueRule};
use crate::spelling;

static INFO: Info = Info {
    id: "check-dimensions",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "`artifact_min_dimensions` is not of the form `WIDTHxHEIGHT`",
    docs: include_str!("check_dimensions.md"),
};

pub(crate) static RULE: ValueRule =
    ValueRule::new(&INFO, Holder::Check, "artifact_min_dimensions", "of the form `800x600`")
        .meaning(spelling::dimensions);
