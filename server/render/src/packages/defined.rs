//! Which package formats the distros of a project define.

use ov_project::{PlacedEntity, Project, Value};
use smol_str::SmolStr;

/// The image builder's own distros.
const SHIPPED: [(&str, &[&str]); 5] = [
    ("arch", &["pac", "aur"]),
    ("cachyos", &["pac", "aur"]),
    ("debian", &["deb"]),
    ("ubuntu", &["deb"]),
    ("fedora", &["rpm"]),
];

/// Distros that inherit from one another; the loader goes no deeper.
const INHERITANCE_DEPTH: usize = 10;

/// The formats of the first tag that names a distro, with its version or without; none where no tag does, and `None` where a
/// file that may define it cannot be read here.
pub(super) fn defined_formats(project: &Project, tags: &[SmolStr]) -> Option<Vec<SmolStr>> {
    if tags.is_empty() {
        return Some(Vec::new());
    }
    if project.names_missing || !project.broken_imports.is_empty() {
        return None;
    }
    let spellings = |tag: &SmolStr| [tag.clone(), tag.split(':').next().unwrap_or_default().into()];
    let found = tags.iter().flat_map(spellings).find_map(|key| formats_of(project, &key));
    Some(found.unwrap_or_default())
}

fn formats_of(project: &Project, distro: &str) -> Option<Vec<SmolStr>> {
    if project.entities_of("distro").next().is_none() {
        let (_, formats) = SHIPPED.iter().find(|(name, _)| *name == distro)?;
        return Some(formats.iter().copied().map(SmolStr::new_static).collect());
    }
    let own = project.entity("distro", distro)?;
    let parent = |entity: &&PlacedEntity| project.entity("distro", inherits(entity)?);
    let line = std::iter::successors(Some(own), parent).take(INHERITANCE_DEPTH);
    Some(line.flat_map(own_formats).collect())
}

fn inherits(entity: &PlacedEntity) -> Option<&str> {
    match entity.entity.datum.value.child("inherits")? {
        Value::Text(name) => Some(name),
        _ => None,
    }
}

/// The formats that a `distro:` entity defines itself.
pub fn own_formats(entity: &PlacedEntity) -> impl Iterator<Item = SmolStr> + '_ {
    let format = entity.entity.datum.value.child("format");
    let free = format.map_or(&[][..], |format| format.record().map_or(format.map(), |record| &record.free));
    free.iter().map(|(name, _)| name.text.clone())
}
