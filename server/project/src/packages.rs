//! Package sections as the loader forms them from `package:`, `distro:` and older spellings.

use crate::layer_file::LayerFile;
use crate::record::{Datum, Record, Value};
use crate::unit::PlacedUnit;
use crate::view::At;
use ov_syntax::Span;
use smol_str::SmolStr;
use std::cell::OnceCell;

/// Package formats by the distro keys that feed them.
const FORMAT_OF_DISTRO: [(&str, &str); 4] = [("fedora", "rpm"), ("debian", "deb"), ("ubuntu", "deb"), ("arch", "pac")];

/// A package as listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: SmolStr,
    /// The item.
    pub span: Span,
}

/// The packages under one key of `distro:`.
#[derive(Clone, Debug, PartialEq)]
pub struct DistroSection<'a> {
    /// The key.
    pub key: At<&'a str>,
    /// Its bytes.
    pub span: Span,
    /// Everything it says.
    pub record: &'a Record,
    /// The offset that the record's spans count from.
    pub base: u32,
    packages: OnceCell<Vec<Package>>,
}

impl DistroSection<'_> {
    /// Its packages, empty names left out.
    pub fn packages(&self) -> &[Package] {
        self.packages.get_or_init(|| self.of(self.record))
    }

    /// Those of its `aur:` part.
    pub fn aur(&self) -> Vec<Package> {
        let aur = self.record.field("aur").and_then(|f| f.value.value.record());
        aur.map(|aur| self.of(aur)).unwrap_or_default()
    }

    fn of(&self, record: &Record) -> Vec<Package> {
        record.field("package").map(|f| packages_of(&f.value.value, self.base)).unwrap_or_default()
    }
}

/// The package format that a distro key without version feeds.
pub fn format_of_distro(key: &str) -> Option<&'static str> {
    FORMAT_OF_DISTRO.iter().find(|(distro, _)| *distro == key).map(|(_, format)| *format)
}

/// The image tag that a versioned distro key such as `debian-13` stands for.
pub fn tag_of_versioned_key(key: &str) -> Option<String> {
    let (name, version) = key.split_once('-')?;
    (ov_schema::is_known_distro(name) && !version.is_empty()).then(|| format!("{name}:{version}"))
}

/// Names in a list of items, each a name or a mapping with `name`, and their places, which count like the list's.
pub fn names_of<'a>(value: &'a Value) -> impl Iterator<Item = (&'a SmolStr, Span)> {
    let name = |item: &'a Value| match item {
        Value::Text(name) => Some(name),
        Value::Record(record) => record.field("name").and_then(|f| f.value.value.text()),
        _ => None,
    };
    let named = value.list().iter().filter_map(move |d| Some((name(&d.value)?, d.span)));
    named.filter(|(name, _)| !name.is_empty())
}

/// The same as packages of a file in which `base` is the offset that the spans count from.
pub fn packages_of(value: &Value, base: u32) -> Vec<Package> {
    names_of(value).map(|(name, span)| Package { name: name.clone(), span: span.shifted(base) }).collect()
}

/// `package:` of the layer itself.
pub fn top_level(layer: &LayerFile) -> Vec<Package> {
    layer.unit("package").map(|u| packages_of(u.value(), u.base)).unwrap_or_default()
}

/// The sections of `distro:` in the order of the text.
pub fn distro_sections(layer: &LayerFile) -> Vec<DistroSection<'_>> {
    let Some(unit) = layer.unit("distro") else { return Vec::new() };
    let Some(record) = unit.record() else { return Vec::new() };
    let known = record.fields.iter().map(|f| (f.key.name, f.key_span, &f.value));
    let free = record.free.iter().chain(&record.dropped).map(|(name, datum)| (name.text.as_str(), name.span, datum));
    let mut sections: Vec<DistroSection<'_>> =
        known.chain(free).filter_map(|(key, key_span, datum)| section(key, key_span, datum, unit.base)).collect();
    sections.sort_by_key(|s| s.key.span);
    sections
}

/// A section by package format, as it was before there was `distro:`.
#[derive(Clone, Debug, PartialEq)]
pub struct FormatSection<'a> {
    /// The key: `rpm`, `deb`, `pac` or `aur`.
    pub key: &'static str,
    /// Its packages, empty names left out.
    pub packages: Vec<Package>,
    /// Everything it says.
    pub value: &'a Value,
}

impl FormatSection<'_> {
    /// The key of `distro:` under which its packages stand today. `deb` has those of `ubuntu` as well.
    pub fn distro(&self) -> &'static str {
        match self.key {
            "rpm" => "fedora",
            "deb" => "debian",
            _ => "arch",
        }
    }
}

/// Spellings of the list of packages in sections by format or tag.
const OLDER_LISTS: [&str; 2] = ["package", "packages"];

/// The sections by package format, where the dialect reads such.
pub fn format_sections(layer: &LayerFile) -> impl Iterator<Item = FormatSection<'_>> {
    ["rpm", "deb", "pac", "aur"].into_iter().filter_map(|key| {
        let unit = layer.unit(key)?;
        let list = OLDER_LISTS.iter().find_map(|list| unit.value().child(list))?;
        Some(FormatSection { key, packages: packages_of(list, unit.base), value: unit.value() })
    })
}

fn section<'a>(key: &'a str, key_span: Span, datum: &'a Datum, base: u32) -> Option<DistroSection<'a>> {
    let record = datum.value.record()?;
    let key = At { value: key, span: key_span.shifted(base) };
    Some(DistroSection { key, span: datum.span.shifted(base), record, base, packages: OnceCell::new() })
}

/// Whether `package:`, `distro:` or the older sections by format give any format something to install.
pub fn has_format_section(layer: &LayerFile) -> bool {
    if format_sections(layer).any(|section| !section.packages.is_empty()) {
        return true;
    }
    let shared = !top_level(layer).is_empty();
    let keys: Vec<&str> = layer.unit("distro").and_then(PlacedUnit::record).map_or_else(Vec::new, distro_keys);
    if keys.is_empty() {
        return shared;
    }
    let has_any = |s: &DistroSection<'_>| !s.packages().is_empty() || s.key.value == "arch" && !s.aur().is_empty();
    shared && keys.iter().any(|key| format_of_distro(key).is_some())
        || distro_sections(layer).iter().any(|s| format_of_distro(s.key.value).is_some() && has_any(s))
}

/// The keys of `distro:`, those without a value or effect included.
fn distro_keys(record: &Record) -> Vec<&str> {
    let others = record.free.iter().chain(&record.dropped).map(|(name, _)| name.text.as_str());
    record.fields.iter().map(|f| f.key.name).chain(others).collect()
}

/// Keys of the body that the loader takes for distro sections because they hold a `package` list: by image tag.
pub fn tag_sections(layer: &LayerFile) -> Vec<(Vec<SmolStr>, Vec<Package>)> {
    let dropped = layer.dropped().filter_map(|(name, unit)| {
        let spellings = if ov_schema::is_distro_section(&name.text) { &OLDER_LISTS[..] } else { &OLDER_LISTS[..1] };
        let list = unit.value().map().iter().find(|(key, _)| spellings.contains(&key.text.as_str()))?;
        let packages = packages_of(&list.1.value, unit.base);
        let tags = name.text.split(',').map(|t| SmolStr::new(t.trim())).filter(|t| !t.is_empty()).collect();
        (!packages.is_empty()).then_some((tags, packages))
    });
    dropped.collect()
}
