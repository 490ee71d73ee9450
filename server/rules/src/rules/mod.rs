//! One module a rule. The page of each stands beside it as Markdown, its fixtures under `fixtures/` of the crate.

use crate::rule::Rule;

pub(crate) mod unknown_key;
pub(crate) mod unknown_suppression;
pub(crate) mod unused_suppression;

/// All rules, by group, then id.
pub(crate) const ALL: &[&dyn Rule] =
    &[&unknown_key::UnknownKey, &unknown_suppression::UnknownSuppression, &unused_suppression::UnusedSuppression];
