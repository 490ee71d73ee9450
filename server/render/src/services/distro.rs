//! The `distro:` filter of service entries.

use ov_project::{Datum, Dialect, Value, View};
use ov_schema::CalVer;
use smol_str::SmolStr;

const FIRST_WITH_DISTRO_FILTER: CalVer = CalVer::new(2026, 182, 0);

/// Whether an entry for these distros concerns a tag chain. No distros means all.
pub fn applies_to<S: AsRef<str>, T: AsRef<str>>(distros: &[S], chain: &[T]) -> bool {
    let names = |tag: &str| distros.iter().any(|d| d.as_ref() == tag);
    let matches = |tag: &T| {
        let tag = tag.as_ref();
        names(tag) || tag.split_once(':').is_some_and(|(base, _)| names(base))
    };
    distros.is_empty() || chain.iter().any(matches)
}

/// The distros an entry of `service:` is for; none for all. The key came after the spellings that the schema knows, so it is
/// no field, and a project of an earlier version has it without effect.
pub fn wanted_distros(entry: View<'_>, dialect: Dialect) -> Vec<SmolStr> {
    if dialect.version.is_some_and(|version| version < FIRST_WITH_DISTRO_FILTER) {
        return Vec::new();
    }
    let dropped = entry.record().dropped.iter();
    let value = dropped.filter(|(name, _)| name.text == "distro").map(|(_, Datum { value, .. })| value).next();
    value.map(Value::list).unwrap_or_default().iter().filter_map(|d| d.value.text().cloned()).collect()
}
