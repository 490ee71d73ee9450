//! The lists of packages that a layer has.

use ov_project::LayerFile;
use ov_project::Record;
use ov_project::packages::{self, Package};
use smol_str::SmolStr;

/// What a list is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// All distros: `package:` of the layer.
    Shared,
    /// One distro with all its versions: a key such as `fedora`.
    Distro(&'static str),
    /// Images with one of these tags, such as `fedora:43`.
    Tags(Vec<SmolStr>),
    /// The user repository of Arch Linux.
    Aur,
    /// Nothing: a key that the loader does not know.
    Ignored,
}

/// A list of packages.
#[derive(Clone, Debug)]
pub(super) struct Section<'a> {
    /// Its place in the file, such as `distro.fedora`.
    pub(super) label: SmolStr,
    pub(super) purpose: Purpose,
    pub(super) packages: Vec<Package>,
    /// What else it says.
    pub(super) record: Option<&'a Record>,
}

/// All lists of a layer.
pub(super) struct Sections<'a> {
    pub(super) all: Vec<Section<'a>>,
    /// Whether `distro:` says anything.
    pub(super) has_distro: bool,
}

impl<'a> Sections<'a> {
    pub(super) fn of(&self, wanted: impl Fn(&Purpose) -> bool) -> impl Iterator<Item = &Section<'a>> {
        self.all.iter().filter(move |s| wanted(&s.purpose))
    }

    pub(super) fn shared(&self) -> impl Iterator<Item = &Section<'a>> {
        self.of(|p| *p == Purpose::Shared)
    }

    /// The lists of a distro, or of all that share a format.
    pub(super) fn of_format(&self, format: &str) -> impl Iterator<Item = &Section<'a>> {
        self.of(move |p| matches!(p, Purpose::Distro(d) if packages::format_of_distro(d) == Some(format)))
    }

    /// The list for images with this tag.
    pub(super) fn of_tag(&self, tag: &str) -> impl Iterator<Item = &Section<'a>> {
        self.of(move |p| matches!(p, Purpose::Tags(tags) if tags.iter().any(|t| t == tag)))
    }
}

/// Reads the lists of a layer in the order of the text.
pub(super) fn sections(layer: &LayerFile) -> Sections<'_> {
    let shared = Section {
        label: SmolStr::new_static("package"),
        purpose: Purpose::Shared,
        packages: packages::top_level(layer),
        record: None,
    };
    let mut all = vec![shared];
    for section in packages::distro_sections(layer) {
        let key = section.key.value;
        let label = SmolStr::new(format!("distro.{key}"));
        let aur = section.record.field("aur").and_then(|f| f.value.value.record());
        if key == "arch" && aur.is_some() {
            let label = SmolStr::new(format!("{label}.aur"));
            all.push(Section { label, purpose: Purpose::Aur, packages: section.aur(), record: aur });
        }
        let purpose = purpose(key);
        all.push(Section { label, purpose, packages: section.packages().to_vec(), record: Some(section.record) });
    }
    all.extend(ignored(layer));
    let before = all.len();
    all.extend(packages::format_sections(layer).map(by_format));
    let has_older = all.len() > before;
    for (tags, packages) in packages::tag_sections(layer) {
        let label = tags.join(",").into();
        all.push(Section { label, purpose: Purpose::Tags(tags), packages, record: None });
    }
    let has_distro = has_older || layer.unit("distro").is_some_and(|u| !is_empty(u.record()) && !u.value().is_null());
    Sections { all, has_distro }
}

/// A section by package format is that of the distro which the format is named after.
fn by_format<'a>(section: packages::FormatSection<'_>) -> Section<'a> {
    let purpose = if section.key == "aur" { Purpose::Aur } else { Purpose::Distro(section.distro()) };
    Section { label: SmolStr::new_static(section.key), purpose, packages: section.packages, record: None }
}

/// Lists under keys of `distro:` that nobody reads.
fn ignored(layer: &LayerFile) -> impl Iterator<Item = Section<'_>> {
    let unit = layer.unit("distro");
    let dropped = unit.and_then(ov_project::PlacedUnit::record).map(|r| &r.dropped[..]).unwrap_or_default();
    let base = unit.map_or(0, |u| u.base);
    dropped.iter().filter_map(move |(name, datum)| {
        let list = datum.value.child("package")?;
        let label = SmolStr::new(format!("distro.{}", name.text));
        let packages = packages::packages_of(list, base);
        Some(Section { label, purpose: Purpose::Ignored, packages, record: None })
    })
}

fn is_empty(record: Option<&Record>) -> bool {
    record.is_none_or(|r| r.fields.is_empty() && r.free.is_empty() && r.dropped.is_empty())
}

fn purpose(key: &str) -> Purpose {
    const DISTROS: [&str; 4] = ["fedora", "debian", "ubuntu", "arch"];
    if let Some(distro) = DISTROS.into_iter().find(|d| *d == key) {
        return Purpose::Distro(distro);
    }
    packages::tag_of_versioned_key(key).map_or(Purpose::Ignored, |tag| Purpose::Tags(vec![tag.into()]))
}
