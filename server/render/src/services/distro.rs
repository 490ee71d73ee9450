//! The `distro:` filter of service entries.

use ov_project::{Datum, Value, View};
use smol_str::SmolStr;

/// Whether an entry for these distros concerns a tag chain. No distros means all.
pub fn applies_to<S: AsRef<str>, T: AsRef<str>>(distros: &[S], chain: &[T]) -> bool {
    let names = |tag: &str| distros.iter().any(|d| d.as_ref() == tag);
    let matches = |tag: &T| {
        let tag = tag.as_ref();
        names(tag) || tag.split_once(':').is_some_and(|(base, _)| names(base))
    };
    distros.is_empty() || chain.iter().any(matches)
}

/// The distros an entry asks for. The key came after the spellings that the schema knows, so it is no field.
pub(super) fn wanted(entry: View<'_>) -> Vec<SmolStr> {
    let dropped = entry.record().dropped.iter();
    let value = dropped.filter(|(name, _)| name.text == "distro").map(|(_, Datum { value, .. })| value).next();
    value.map(Value::list).unwrap_or_default().iter().filter_map(|d| d.value.text().cloned()).collect()
}
