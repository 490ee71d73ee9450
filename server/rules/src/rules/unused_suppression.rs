//! See the page beside this file. The findings are made where suppressions are applied, after all other rules.

use crate::Severity;
use crate::rule::{Group, Info, Rule};

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "unused-suppression",
    group: Group::Suppressions,
    severity: Severity::Warning,
    default_on: true,
    summary: "an `ov-lsp: ignore` comment suppresses nothing",
    docs: include_str!("unused_suppression.md"),
};

/// The rule.
pub(crate) struct UnusedSuppression;

impl Rule for UnusedSuppression {
    fn info(&self) -> &'static Info {
        &INFO
    }
}
