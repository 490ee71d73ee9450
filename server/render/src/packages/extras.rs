//! What a section says beside packages.

use super::section::Section;
use ov_project::Value;

/// Keys that package managers take besides packages.
const KEYS: [&str; 5] = ["repo", "copr", "option", "exclude", "module"];

/// Repositories, options and the like, by key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras<'a> {
    /// Key and value, keys in a fixed order.
    pub entries: Vec<(&'static str, &'a Value)>,
}

impl<'a> Extras<'a> {
    /// What several sections say; for each key the first that says anything counts.
    pub(super) fn of(sections: &[&Section<'a>]) -> Self {
        let value = |key: &str| {
            let mut values = sections.iter().filter_map(|s| Some(&s.record?.field(key)?.value.value));
            values.find(|v| !v.is_zero())
        };
        Self { entries: KEYS.iter().filter_map(|&key| Some((key, value(key)?))).collect() }
    }
}
