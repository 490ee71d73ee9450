//! What the layers of a project were, for rules that compare.

use crate::files::Files;
use crate::project::{FileId, LayerId, Project};
use ov_schema::CalVer;
use ov_syntax::{Kind, Node, ScalarStyle, Tree};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// The layers as they were in a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// How people call the revision: `HEAD`.
    pub revision: SmolStr,
    /// Texts of the layer files, by absolute path.
    pub texts: BTreeMap<PathBuf, Arc<str>>,
    /// Absolute paths of files that are others since; layer files may be left out.
    pub changed: BTreeSet<PathBuf>,
    /// The version of what changes now.
    pub now: Option<CalVer>,
}

/// How a project differs from its past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// How people call the revision it is compared with.
    pub revision: SmolStr,
    /// Layers that say something else, or of which a file is another, with the version that they had; those without one are left
    /// out.
    pub layers: BTreeMap<LayerId, SmolStr>,
    /// The version of what changes now.
    pub now: Option<CalVer>,
}

/// The key of a layer that dates it.
const VERSION: &str = "version";

impl Project {
    /// Compares the layers with what they were; rules see the outcome. What is written otherwise and says the same counts as the
    /// same.
    pub fn compare_with(&mut self, past: &Past, files: &dyn Files) {
        let changed = self.layer_ids().filter_map(|id| {
            let layer = self.layer(id);
            let before = past.texts.get(&*self.file(layer.file).path).filter(|_| !layer.inline)?;
            let version = version_in(before)?;
            let other_files =
                past.changed.iter().any(|path| path.starts_with(&layer.dir) && !self.is_at(layer.file, path));
            (other_files || !self.says(layer.file, before, files)).then_some((id, version))
        });
        let layers = changed.collect();
        self.drift = Some(Drift { revision: past.revision.clone(), layers, now: past.now });
    }

    fn is_at(&self, file: FileId, path: &std::path::Path) -> bool {
        *self.file(file).path == *path
    }

    /// Whether a file still says what `before` said, but for the version. One that cannot be read now has findings of its own.
    fn says(&self, file: FileId, before: &str, files: &dyn Files) -> bool {
        let Ok(now) = files.read(&self.file(file).path) else { return true };
        if *now == *before {
            return true;
        }
        let (old, new) = (Tree::parse(before), Tree::parse(&now));
        match (old.root(), new.root()) {
            _ if !new.is_valid() => true,
            (Some(old), Some(new)) => is_same(old, new, true),
            (old, new) => old.is_none() && new.is_none(),
        }
    }
}

fn version_in(text: &str) -> Option<SmolStr> {
    let tree = Tree::parse(text);
    let version = tree.root()?.value_of("layer")?.value_of(VERSION)?;
    version.value().map(|value| value.as_str().into())
}

/// Whether both say the same; the order of a mapping's keys says nothing. `is_outer` for the file itself and its body.
fn is_same(old: Node<'_>, new: Node<'_>, is_outer: bool) -> bool {
    match (old.kind(), new.kind()) {
        (Kind::Mapping, Kind::Mapping) => {
            let count = |node: Node<'_>| node.entries().filter(|e| !is_version(*e, is_outer)).count();
            let mut others = old.entries().filter(|e| !is_version(*e, is_outer));
            count(old) == count(new)
                && others.all(|entry| {
                    let key = entry.key_name();
                    let partner = key.and_then(|key| new.value_of(key));
                    let is_body = is_outer && key.is_some_and(|key| key == "layer");
                    partner.is_some_and(|partner| is_same(entry.value(), partner, is_body))
                })
        }
        (Kind::Sequence, Kind::Sequence) => {
            old.values().count() == new.values().count()
                && old.values().zip(new.values()).all(|(old, new)| is_same(old, new, false))
        }
        (old_kind, new_kind) => {
            let is_plain = |node: Node<'_>| node.style() == Some(ScalarStyle::Plain);
            old_kind == new_kind && old.value() == new.value() && is_plain(old) == is_plain(new)
        }
    }
}

fn is_version(entry: ov_syntax::Entry<'_>, is_outer: bool) -> bool {
    is_outer && entry.key_name().is_some_and(|key| key == VERSION)
}
