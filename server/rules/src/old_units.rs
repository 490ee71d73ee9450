//! `system_services:`, the older list of the units of packages.

use crate::context::LayerContext;
use crate::finding::Place;
use crate::repair::{Change, NewValue, Repair, Safety};
use crate::services::stem;
use crate::words;
use smol_str::SmolStr;

/// Older keys of the body that list the units of packages.
pub(crate) const KEYS: [&str; 2] = ["system_services", "system_service"];

/// The units of an older list as entries of `service`.
pub(crate) fn as_entries(layer: &LayerContext<'_>, key: Place) -> Option<Repair> {
    let content = &layer.layer.content;
    let old = content.dropped().find(|(name, _)| name.span == key.span)?.1;
    let units: Vec<&str> =
        old.value().list().iter().map(|d| d.value.text().map(SmolStr::as_str)).collect::<Option<_>>()?;
    let text = |text: &str| NewValue::Text(text.to_owned());
    let entry = |unit: &&str| {
        NewValue::Map(vec![
            ("name".to_owned(), text(stem(unit))),
            ("use_packaged".to_owned(), text(unit)),
            ("enable".to_owned(), NewValue::Literal("true".into())),
            ("scope".to_owned(), text("system")),
        ])
    };
    let changes = match content.items("service").iter().next_back() {
        Some(last) => {
            let after = layer.place(last.span());
            // Each goes right behind the last entry, so the first to be written comes last.
            let add = |unit| Change::AddItem { after, value: entry(unit) };
            units.iter().rev().map(add).chain([Change::RemoveEntry { entry: key }]).collect()
        }
        None if content.field("service").is_some() || units.is_empty() => return None,
        None => {
            let value = NewValue::List(units.iter().map(entry).collect());
            vec![
                Change::ReplaceValue { value: layer.place(old.span()), with: value },
                Change::RenameKey { key, to: "service".into() },
            ]
        }
    };
    let names: Vec<String> = units.iter().map(words::code).collect();
    let title = format!("Write {} as entries with `use_packaged`", words::list(&names));
    Some(Repair { title, safety: Safety::Unsafe, changes })
}
