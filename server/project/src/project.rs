//! A project: its files, layers and entities, as far as this checkout can tell.

use crate::config::Config;
use crate::dialect::Dialect;
use crate::files::ReadError;
use crate::layer_file::LayerFile;
use crate::past::Drift;
use crate::record::{Datum, Name};
use crate::root_file::{Entity, RootFile};
use crate::view::View;
use ov_syntax::Span;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Index of a file in [`Project::files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// Index of a layer in [`Project::layers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LayerId(pub u32);

/// Index of an image in [`Project::images`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ImageId(pub u32);

/// A file the project reaches.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Absolute path.
    pub path: Arc<Path>,
    /// Relative to the project root with `/` on every system.
    pub display: SmolStr,
    /// What it says.
    pub content: FileContent,
}

/// What a file says.
#[derive(Clone, Debug)]
pub enum FileContent {
    /// `overthink.yml` or a file it imports.
    Root(Arc<RootFile>),
    /// A `layer.yml`.
    Layer(Arc<LayerFile>),
    /// It gave no text.
    Failed(ReadError),
    /// There is none: the folder of a layer without a `layer.yml`, which is an empty layer.
    Absent,
}

/// A layer.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The name others refer to: the folder's, or the key of an inline layer.
    pub name: SmolStr,
    /// Its folder; an inline layer has the project root.
    pub dir: Arc<Path>,
    /// The file that holds it.
    pub file: FileId,
    /// Whether it stands in a root file.
    pub inline: bool,
    /// What it says.
    pub content: Arc<LayerFile>,
    /// Names of the other members of its folder, directories with a `/` behind, sorted; behind them those of its folders, with
    /// the folder before them.
    pub siblings: Arc<[SmolStr]>,
}

/// An entity and the file it stands in.
#[derive(Clone, Debug)]
pub struct PlacedEntity {
    /// The file.
    pub file: FileId,
    /// The entity.
    pub entity: Entity,
}

/// Another project under a name.
#[derive(Clone, Debug)]
pub struct Namespace {
    /// The alias before the dot.
    pub alias: Name,
    /// Where the import stands.
    pub file: FileId,
    /// What it imports.
    pub reference: Name,
    /// The project, where this checkout has it.
    pub project: Option<Arc<Project>>,
}

/// A reference that this checkout cannot resolve, so that nothing is said about what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// The file.
    pub file: FileId,
    /// The reference.
    pub span: Span,
    /// As spelled.
    pub reference: SmolStr,
    /// Why it is out of reach.
    pub reason: &'static str,
}

/// A flat import that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenImport {
    /// The importing file.
    pub file: FileId,
    /// The reference.
    pub reference: Name,
    /// Why.
    pub reason: ImportFailure,
}

/// Why an import leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportFailure {
    /// The file gave no text.
    Unreadable(ReadError),
    /// The same file is imported twice.
    Twice,
    /// Imports are nested too deep.
    TooDeep,
    /// The alias stands for another reference already.
    AliasTaken,
}

/// A layer that another of the same name hides.
#[derive(Clone, Debug)]
pub struct ShadowedLayer {
    /// The hidden layer.
    pub layer: Layer,
    /// The layer that counts.
    pub by: LayerId,
}

/// A project as far as this checkout can tell.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Absolute path of its root directory.
    pub root: PathBuf,
    /// Whether it has an `overthink.yml`; else it is a plain folder of layers.
    pub has_root_file: bool,
    /// The version it is written for.
    pub dialect: Dialect,
    /// Whether its root file is written in a later dialect, so that nothing of it is read.
    pub is_of_later_dialect: bool,
    /// Our own configuration.
    pub config: Config,
    /// Files it reaches, the root file first.
    pub files: Vec<SourceFile>,
    /// Layers, sorted by name.
    pub layers: Vec<Layer>,
    /// Layers that another one hides.
    pub shadowed: Vec<ShadowedLayer>,
    /// Images, sorted by name.
    pub images: Vec<PlacedEntity>,
    /// All other entities, in the order in which they count.
    pub entities: Vec<PlacedEntity>,
    /// `defaults:` of each file that has them, those that count more first.
    pub defaults: Vec<(FileId, Datum)>,
    /// Projects under a name.
    pub namespaces: Vec<Namespace>,
    /// Imports that lead nowhere.
    pub broken_imports: Vec<BrokenImport>,
    /// References out of reach.
    pub unresolved: Vec<Unresolved>,
    /// Root-shaped files beside the root file that no import reaches.
    pub unreached: Vec<FileId>,
    /// Whether a root file, one it imports flat, or a folder of layers is missing or broken here, so that a name unknown here
    /// may stand there.
    pub names_missing: bool,
    /// How it differs from what it was, where somebody compared.
    pub drift: Option<Drift>,
    pub(crate) layer_index: FxHashMap<SmolStr, LayerId>,
    pub(crate) image_index: FxHashMap<SmolStr, ImageId>,
}

impl Project {
    /// Sorts what is looked up by name.
    pub(crate) fn index(&mut self) {
        self.layers.sort_by(|a, b| a.name.cmp(&b.name));
        let old = std::mem::take(&mut self.layer_index);
        self.layer_index = self.layer_ids().map(|id| (self.layer(id).name.clone(), id)).collect();
        for shadowed in &mut self.shadowed {
            shadowed.by = self.layer_index[&shadowed.layer.name];
        }
        drop(old);
        // The sort is stable, so of several images with one name the one that counts comes first.
        self.images.sort_by(|a, b| a.name().cmp(b.name()));
        for id in self.image_ids() {
            let name = self.image(id).name().clone();
            self.image_index.entry(name).or_insert(ImageId(id.0));
        }
    }

    /// The layer `name`.
    pub fn layer_named(&self, name: &str) -> Option<LayerId> {
        self.layer_index.get(name).copied()
    }

    /// The layer `name` where it has a layer file or is written in another file: no folder that stands for an empty layer.
    pub fn written_layer(&self, name: &str) -> Option<LayerId> {
        self.layer_named(name).filter(|id| self.file(self.layer(*id).file).is_present())
    }

    /// The image `name` of this project, not of a namespace.
    pub fn image_named(&self, name: &str) -> Option<ImageId> {
        self.image_index.get(name).copied()
    }

    /// A layer by its index.
    ///
    /// # Panics
    /// Where the index comes from another project.
    pub fn layer(&self, id: LayerId) -> &Layer {
        &self.layers[id.0 as usize]
    }

    /// A file by its index.
    ///
    /// # Panics
    /// Where the index comes from another project.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// An image by its index.
    ///
    /// # Panics
    /// Where the index comes from another project.
    pub fn image(&self, id: ImageId) -> &PlacedEntity {
        &self.images[id.0 as usize]
    }

    /// All layers with their index.
    pub fn layer_ids(&self) -> impl Iterator<Item = LayerId> + use<> {
        (0..self.layers.len() as u32).map(LayerId)
    }

    /// All images with their index.
    pub fn image_ids(&self) -> impl Iterator<Item = ImageId> + use<> {
        (0..self.images.len() as u32).map(ImageId)
    }

    /// The entities of one kind, in the order in which they count.
    pub fn entities_of(&self, kind: &str) -> impl Iterator<Item = &PlacedEntity> {
        self.entities.iter().filter(move |e| e.entity.kind == kind)
    }

    /// The entity of this kind and name that counts.
    pub fn entity(&self, kind: &str, name: &str) -> Option<&PlacedEntity> {
        self.entities_of(kind).find(|e| e.entity.name.text == name)
    }

    /// The project under an alias, where this checkout has it.
    pub fn namespace(&self, alias: &str) -> Option<&Namespace> {
        self.namespaces.iter().find(|n| n.alias.text == alias)
    }
}

impl PlacedEntity {
    /// Its fields, where it is a mapping.
    pub fn view(&self) -> Option<View<'_>> {
        self.entity.datum.value.record().map(|r| View::new(r, 0))
    }

    /// Its name.
    pub fn name(&self) -> &SmolStr {
        &self.entity.name.text
    }
}

impl SourceFile {
    /// The root file, where it is one.
    pub fn root(&self) -> Option<&RootFile> {
        match &self.content {
            FileContent::Root(root) => Some(root),
            _ => None,
        }
    }

    /// Whether there is such a file.
    pub fn is_present(&self) -> bool {
        !matches!(self.content, FileContent::Absent)
    }

    /// The layer file, where it is one.
    pub fn layer(&self) -> Option<&LayerFile> {
        match &self.content {
            FileContent::Layer(layer) => Some(layer),
            _ => None,
        }
    }
}
