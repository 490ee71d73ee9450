//! All rules.

use crate::rule::Rule;
use crate::rules;

/// All rules, sorted by group and id.
pub fn all() -> &'static [&'static dyn Rule] {
    rules::ALL
}

/// The rule called `id`.
pub fn rule(id: &str) -> Option<&'static dyn Rule> {
    all().iter().copied().find(|r| r.info().id == id)
}
