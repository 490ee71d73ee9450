//! See the page beside this file. The findings are made where suppressions are applied, after all other rules.

use crate::Severity;
use crate::rule::{Group, Info, Rule};

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "unknown-suppression",
    group: Group::Suppressions,
    severity: Severity::Warning,
    default_on: true,
    summary: "an `ov-lsp:` comment names no rule or says nothing we know",
    docs: include_str!("unknown_suppression.md"),
};

/// The rule.
pub(crate) struct UnknownSuppression;

impl Rule for UnknownSuppression {
    fn info(&self) -> &'static Info {
        &INFO
    }
}
