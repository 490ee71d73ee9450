//! What rules ask of single values: words of an enumeration, names, required keys, entries of a list.

use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::repair::{Change, Repair};
use crate::rule::Info;
use crate::words;
use ov_project::{Datum, Value, View};
use ov_schema::nearest_word;
use ov_syntax::Span;

/// The mappings of a list under a key of the body; none for items of other keys.
pub(crate) fn entries<'a>(item: &ItemContext<'a>, key: &str) -> impl Iterator<Item = View<'a>> + use<'a> {
    let base = item.unit.base;
    elements(item, key).filter_map(move |datum| Some(View::new(datum.value.record()?, base)))
}

/// The elements of a list under a key of the body; none for items of other keys.
pub(crate) fn elements<'a>(item: &ItemContext<'a>, key: &str) -> impl Iterator<Item = &'a Datum> + use<'a> {
    let list: &'a [Datum] = if item.key == key { item.unit.unit.datum.value.list() } else { &[] };
    list.iter()
}

/// Where an entry starts: its first key.
pub(crate) fn head(entry: View<'_>) -> Span {
    let record = entry.record();
    let key = record.fields.first().map(|f| f.key_span);
    let dropped = record.dropped.first().map(|(name, _)| name.span);
    entry.place(key.or(dropped).unwrap_or(Span::empty(0)))
}

/// A finding where `key` says nothing: at the key, else at the start of the entry.
pub(crate) fn missing(
    info: &'static Info,
    item: &ItemContext<'_>,
    entry: View<'_>,
    key: &str,
    why: &str,
) -> Option<Finding> {
    if entry.field(key).is_some_and(|f| !f.value.value.is_zero() || matches!(f.value.value, ov_project::Value::Hole)) {
        return None;
    }
    let place = item.at(entry.key_span(key).unwrap_or_else(|| head(entry)));
    Some(Finding::new(info, place, format!("`{key}` is missing; {why}")))
}

/// A finding where the text of `key` is none of the words that the schema lists for it.
pub(crate) fn unknown_word(
    info: &'static Info,
    item: &ItemContext<'_>,
    entry: View<'_>,
    key: &str,
    effect: &str,
) -> Option<Finding> {
    let at = entry.text(key)?;
    let known = entry.field(key)?.key.enum_values.iter().map(|(word, _)| *word);
    if known.clone().any(|word| word == at.value) {
        return None;
    }
    let listed: Vec<String> = known.clone().filter(|word| !word.is_empty()).map(words::code).collect();
    let message = format!("`{key}: {}` is unknown, {effect}; write {}", at.value, words::choice(&listed));
    let place = item.at(at.span);
    let finding = Finding::new(info, place, message);
    Some(match nearest_word(known.filter(|word| !word.is_empty()), at.value) {
        Some(word) => finding
            .repair(Repair::guess(format!("Write `{word}`"), Change::ReplaceScalar { scalar: place, to: word.into() })),
        None => finding,
    })
}

/// Lowercase letters, digits and single inner hyphens.
pub(crate) fn is_slug(name: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    name.split('-').all(word)
}

/// A name that shells take for a variable.
pub(crate) fn is_variable_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The second of two entries of the same name, with the place of the first.
pub(crate) fn repeated<T: PartialEq>(names: impl Iterator<Item = (T, Span)>) -> Vec<(T, Span, Span)> {
    let mut seen: Vec<(T, Span)> = Vec::new();
    let mut found = Vec::new();
    for (name, span) in names {
        match seen.iter().find(|(other, _)| *other == name) {
            Some((_, first)) => found.push((name, span, *first)),
            None => seen.push((name, span)),
        }
    }
    found
}

/// Findings for entries of the list under `key` that have the name of one before; one that says the same as that is not needed.
pub(crate) fn named_twice(info: &'static Info, item: &ItemContext<'_>, key: &str) -> Vec<Finding> {
    let base = item.unit.base;
    let name =
        |datum: &Datum| View::new(datum.value.record()?, base).text("name").map(|at| (at.value.clone(), at.span));
    let named: Vec<_> = elements(item, key).filter_map(|datum| Some((name(datum)?, datum))).collect();
    let mut found = Vec::new();
    for (index, ((name, span), datum)) in named.iter().enumerate() {
        let Some(((_, first), twin)) = named[..index].iter().find(|((other, _), _)| other == name) else { continue };
        let message = format!("`{name}` stands here twice, and the build refuses it; rename or remove one");
        let finding = Finding::new(info, item.at(*span), message).related(item.at(*first), "it stands here first");
        let is_same = says_the_same(&twin.value, &datum.value);
        let change = Change::RemoveEntry { entry: item.place(datum.span) };
        let repair = is_same.then(|| Repair::safe("Remove the second, which says the same", change));
        found.push(repair.into_iter().fold(finding, Finding::repair));
    }
    found
}

/// Whether two values were read alike, wherever they stand.
pub(crate) fn says_the_same(one: &Value, other: &Value) -> bool {
    let named = |(name, datum): &(ov_project::Name, Datum), other: &(ov_project::Name, Datum)| {
        name.text == other.0.text && says_the_same(&datum.value, &other.1.value)
    };
    match (one, other) {
        (Value::Hole, _) | (_, Value::Hole) => false,
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| says_the_same(&a.value, &b.value))
        }
        (Value::Map(one), Value::Map(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| named(a, b))
        }
        (Value::Record(one), Value::Record(other)) => {
            let field = |key| other.fields.iter().find(|field| field.key.name == key);
            let is_plain = [one, other].iter().all(|record| record.free.is_empty() && record.dropped.is_empty());
            is_plain
                && one.fields.len() == other.fields.len()
                && one
                    .fields
                    .iter()
                    .all(|a| field(a.key.name).is_some_and(|b| says_the_same(&a.value.value, &b.value.value)))
        }
        (one, other) => one == other,
    }
}

/// Findings for `key` in sections of `distro:` that are not for `only`.
pub(crate) fn foreign_extra(info: &'static Info, item: &ItemContext<'_>, key: &str, only: &str) -> Vec<Finding> {
    let record = if item.key == "distro" { item.unit.record() } else { None };
    let Some(record) = record else { return Vec::new() };
    let known = record.fields.iter().map(|f| (f.key.name, &f.value));
    let sections = known.chain(record.free.iter().map(|(name, datum)| (name.text.as_str(), datum)));
    let foreign = sections.filter(|(name, _)| *name != only && name.split('-').next() != Some(only));
    let found = foreign.filter_map(|(name, datum)| {
        let field = datum.value.record()?.field(key)?;
        let place = item.place(field.key_span);
        let message =
            format!("`{key}` means something to `{only}` only and is dropped from `{name}`; move it to `{only}`");
        let repair = Repair::guess(format!("Remove `{key}`"), Change::RemoveEntry { entry: place });
        Some(Finding::new(info, place, message).tag(Tag::Unnecessary).repair(repair))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        assert!(is_slug("shop-data2") && !is_slug("Shop") && !is_slug("a--b") && !is_slug(""));
        assert!(is_variable_name("_A1") && !is_variable_name("1A") && !is_variable_name("A-B"));
    }
}
