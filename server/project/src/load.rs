//! From a root directory to a [`Project`]: root file, imports, layer folders.

use crate::config::Config;
use crate::dialect::Dialect;
use crate::discover::{self, Found};
use crate::files::{EntryKind, Files, ReadError};
use crate::layer_file::LayerFile;
use crate::paths;
use crate::project::{
    BrokenImport, FileContent, FileId, ImportFailure, Layer, LayerId, Namespace, PlacedEntity, Project, ShadowedLayer,
    SourceFile, Unresolved,
};
use crate::record::Name;
use crate::root_file::{Discover, Import, InlineContent, RootFile};
use ov_syntax::Tree;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Name of a project's root file.
pub const ROOT_FILE: &str = "overthink.yml";
/// Root files, and files of layers, in dialects that are not read.
pub const LATER_FILES: [&str; 2] = ["charly.yml", "candy.yml"];
/// Name of a layer's file.
pub const LAYER_FILE: &str = "layer.yml";
/// Where a project without `discover:` has its layers.
const LAYERS_DIR: &str = "layers";
/// Flat imports inside flat imports; the loader stops there as well.
const IMPORT_DEPTH: usize = 8;
/// Why an import of another project leads nowhere yet.
const EMPTY_FOLDER: &str = "its folder is empty or has no overthink.yml (a submodule that was not fetched?)";
/// The same of one that is there.
const LATER_PROJECT: &str = "it is written in a later dialect, which is not supported";

/// Reads the project at `root`, an absolute path. Never fails: what cannot be read is part of the answer.
pub fn load(root: &Path, files: &dyn Files, config: Config) -> Project {
    load_with(root, files, config, &[])
}

/// The same with layer files and layer folders that somebody names, whether the project reaches them or not.
pub fn load_with(root: &Path, files: &dyn Files, config: Config, named: &[PathBuf]) -> Project {
    let mut open = FxHashMap::default();
    load_nested(&paths::normalize(root), files, config, named, &mut open)
}

/// Roots that are being read or were read; `None` while a cycle would enter one again.
type Known = FxHashMap<PathBuf, Option<Arc<Project>>>;

fn load_nested(root: &Path, files: &dyn Files, config: Config, named: &[PathBuf], known: &mut Known) -> Project {
    let mut loader = Loader {
        files,
        project: Project { root: root.to_path_buf(), config, ..Project::default() },
        imported: FxHashMap::default(),
        discover: Vec::new(),
        inline: Vec::new(),
        known,
    };
    loader.read_root_files();
    if loader.is_of_later_dialect() {
        let Project { root, config, dialect, .. } = loader.project;
        return Project { root, config, dialect, is_of_later_dialect: true, ..Project::default() };
    }
    loader.read_layers(named);
    loader.find_unreached();
    loader.project.index();
    loader.project
}

struct Loader<'f, 'k> {
    files: &'f dyn Files,
    project: Project,
    imported: FxHashMap<PathBuf, FileId>,
    discover: Vec<(PathBuf, Discover)>,
    inline: Vec<(FileId, usize)>,
    known: &'k mut Known,
}

impl Loader<'_, '_> {
    fn read_root_files(&mut self) {
        let path = self.project.root.join(ROOT_FILE);
        match self.files.read(&path) {
            Ok(text) => {
                let root = RootFile::read(&*text, &Tree::parse(&text), None);
                self.project.dialect = root.dialect();
                self.project.has_root_file = true;
                self.add_root_file(&path, root, 0);
            }
            Err(ReadError::Missing) => {}
            Err(error) => {
                self.project.has_root_file = true;
                self.project.names_missing = true;
                self.add_file(&path, FileContent::Failed(error));
            }
        }
    }

    fn is_of_later_dialect(&self) -> bool {
        let roots = || self.project.files.iter().filter_map(SourceFile::root);
        self.project.dialect.may_be_later() && roots().any(RootFile::is_of_later_dialect)
    }

    fn add_file(&mut self, path: &Path, content: FileContent) -> FileId {
        let id = FileId(self.project.files.len() as u32);
        let display = paths::display(path, &self.project.root).into();
        self.project.files.push(SourceFile { path: path.into(), display, content });
        id
    }

    fn add_root_file(&mut self, path: &Path, root: RootFile, depth: usize) -> FileId {
        let root = Arc::new(root);
        self.project.names_missing |= !root.syntax_errors.is_empty();
        let id = self.add_file(path, FileContent::Root(root.clone()));
        self.imported.insert(path.to_path_buf(), id);
        let dir = path.parent().unwrap_or(path).to_path_buf();
        self.discover.extend(root.discover.iter().map(|d| (dir.clone(), d.clone())));
        self.inline.extend((0..root.layers.len()).map(|index| (id, index)));
        if let Some(defaults) = &root.defaults {
            self.project.defaults.push((id, defaults.clone()));
        }
        for entity in &root.entities {
            self.add_entity(PlacedEntity { file: id, entity: entity.clone() });
        }
        for import in &root.imports {
            self.follow(id, &dir, import, depth);
        }
        id
    }

    /// The first of a name counts: the root file is read before what it imports.
    fn add_entity(&mut self, placed: PlacedEntity) {
        let list = match placed.entity.kind {
            "image" => &mut self.project.images,
            _ => &mut self.project.entities,
        };
        list.push(placed);
    }

    fn follow(&mut self, from: FileId, dir: &Path, import: &Import, depth: usize) {
        let Some(target) = self.locate(dir, &import.reference.text) else {
            self.unresolved(from, &import.reference, "it is a remote repository without a local checkout");
            match &import.alias {
                Some(alias) => self.add_namespace(from, alias, import, None),
                None => self.project.names_missing = true,
            }
            return;
        };
        match &import.alias {
            Some(alias) => self.follow_namespace(from, alias, import, &target),
            None => self.follow_flat(from, import, &target, depth),
        }
    }

    /// Where a reference leads in this checkout; `None` for a remote one without a configured checkout.
    fn locate(&self, dir: &Path, reference: &str) -> Option<PathBuf> {
        if reference.starts_with('@') {
            return self.project.config.checkout_of(reference, &self.project.root);
        }
        Some(paths::normalize(&dir.join(reference)))
    }

    fn follow_flat(&mut self, from: FileId, import: &Import, target: &Path, depth: usize) {
        let failure = if self.imported.contains_key(target) {
            ImportFailure::Twice
        } else if depth + 1 > IMPORT_DEPTH {
            ImportFailure::TooDeep
        } else {
            match self.files.read(target) {
                Ok(text) => {
                    let root = RootFile::read(&*text, &Tree::parse(&text), Some(self.project.dialect));
                    self.add_root_file(target, root, depth + 1);
                    return;
                }
                Err(ReadError::Missing) if self.is_in_empty_folder(target) => {
                    self.project.names_missing = true;
                    self.unresolved(from, &import.reference, EMPTY_FOLDER);
                    return;
                }
                Err(error) => {
                    if error != ReadError::Missing {
                        self.add_file(target, FileContent::Failed(error.clone()));
                    }
                    ImportFailure::Unreadable(error)
                }
            }
        };
        self.project.names_missing |= failure != ImportFailure::Twice;
        let reference = import.reference.clone();
        self.project.broken_imports.push(BrokenImport { file: from, reference, reason: failure });
    }

    /// Whether the way to a file ends in an empty folder, as submodules are that were not fetched.
    fn is_in_empty_folder(&self, path: &Path) -> bool {
        let folder = path.ancestors().skip(1).find(|folder| self.files.kind(folder) == Some(EntryKind::Directory));
        folder.is_some_and(|folder| self.files.list(folder).is_ok_and(|members| members.is_empty()))
    }

    fn follow_namespace(&mut self, from: FileId, alias: &Name, import: &Import, target: &Path) {
        let root = match target.file_name() {
            Some(name) if name == ROOT_FILE => target.parent().unwrap_or(target).to_path_buf(),
            _ => target.to_path_buf(),
        };
        let project = match self.known.get(&root) {
            Some(known) => known.clone(),
            None if self.files.kind(&root.join(ROOT_FILE)).is_none() => {
                self.unresolved(from, &import.reference, EMPTY_FOLDER);
                None
            }
            None => {
                self.known.insert(self.project.root.clone(), None);
                self.known.insert(root.clone(), None);
                let nested = Arc::new(load_nested(&root, self.files, Config::default(), &[], self.known));
                self.known.insert(root, Some(nested.clone()));
                Some(nested)
            }
        };
        let project = project.filter(|nested| {
            if nested.is_of_later_dialect {
                self.unresolved(from, &import.reference, LATER_PROJECT);
            }
            !nested.is_of_later_dialect
        });
        self.add_namespace(from, alias, import, project);
    }

    fn add_namespace(&mut self, file: FileId, alias: &Name, import: &Import, project: Option<Arc<Project>>) {
        let reference = import.reference.clone();
        if let Some(known) = self.project.namespace(&alias.text) {
            if known.reference.text != reference.text {
                let reason = ImportFailure::AliasTaken;
                self.project.broken_imports.push(BrokenImport { file, reference, reason });
            }
            return;
        }
        self.project.namespaces.push(Namespace { alias: alias.clone(), file, reference, project });
    }

    fn unresolved(&mut self, file: FileId, reference: &Name, reason: &'static str) {
        let Name { text, span } = reference.clone();
        self.project.unresolved.push(Unresolved { file, span, reference: text, reason });
    }

    fn read_layers(&mut self, named: &[PathBuf]) {
        self.add_inline_layers();
        let (mut found, mut bare, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
        for (dir, discover) in self.discover.iter().filter(|(_, d)| d.kind.text == "layer") {
            let start = paths::normalize(&dir.join(discover.path.text.as_str()));
            let below = discover::layer_dirs(self.files, &start, discover.recursive);
            self.project.names_missing |= below.layers.is_empty();
            if !below.layers.is_empty() && !self.project.root.starts_with(&start) {
                bare.extend(discover::bare_layer_dirs(self.files, &start, &below.layers));
            }
            found.extend(below.layers);
            unreadable.extend(below.unreadable);
        }
        if self.has_layers_by_convention() {
            let start = self.project.root.join(LAYERS_DIR);
            let below = discover::layer_dirs(self.files, &start, true);
            bare = discover::bare_layer_dirs(self.files, &start, &below.layers);
            (found, unreadable) = (below.layers, below.unreadable);
        }
        for (dir, error) in unreadable {
            self.project.names_missing = true;
            self.add_file(&dir, FileContent::Failed(error));
        }
        let excluded = |f: &Found| self.project.config.excludes(&paths::display(&f.file, &self.project.root));
        self.project.names_missing |= found.iter().any(excluded);
        found.retain(|f| !excluded(f));
        bare.retain(|f| !excluded(f));
        self.add_named(named, &mut found);
        for (found, content) in self.read_all(&found) {
            self.add_layer_file(found, folder_name(found), content);
        }
        for found in &bare {
            let name = folder_name(found);
            if !self.project.layer_index.contains_key(&name) {
                self.add_layer_file(found, name, FileContent::Absent);
            }
        }
    }

    /// Whether layers are where they always were: without a root file, and in projects without a version, which may be older than
    /// `discover:`.
    fn has_layers_by_convention(&self) -> bool {
        let says_where = || !self.discover.is_empty() || !self.project.layers.is_empty();
        !self.project.has_root_file || self.project.dialect.version.is_none() && !says_where()
    }

    fn add_named(&self, named: &[PathBuf], found: &mut Vec<Found>) {
        let root_files = discover::conventional_root_files(self.files, &self.project.root);
        for path in named.iter().filter(|path| !root_files.contains(path)) {
            let layer = match self.files.kind(path) {
                Some(EntryKind::Directory) => discover::layer_dir(self.files, path),
                _ if LATER_FILES.iter().any(|name| path.ends_with(name)) => None,
                _ => discover::layer_file(self.files, path),
            };
            let is_new = |l: &Found| !self.imported.contains_key(&l.file) && found.iter().all(|f| f.file != l.file);
            if let Some(layer) = layer.filter(is_new) {
                found.push(layer);
            }
        }
    }

    /// Reads and lowers layer files side by side, the trees dropped at once.
    fn read_all<'a>(&self, found: &'a [Found]) -> Vec<(&'a Found, FileContent)> {
        let slots: Vec<Mutex<Option<FileContent>>> = found.iter().map(|_| Mutex::new(None)).collect();
        let dialect = self.project.dialect;
        self.files.for_each(found.len(), &|index| {
            let content = read_layer(self.files, &found[index].file, dialect);
            *slots[index].lock().unwrap_or_else(PoisonError::into_inner) = Some(content);
        });
        let contents = slots.into_iter().map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner));
        found.iter().zip(contents.flatten()).collect()
    }

    fn add_layer_file(&mut self, found: &Found, name: SmolStr, content: FileContent) {
        let file = self.add_file(&found.file, content.clone());
        let content = match content {
            FileContent::Layer(layer) => layer,
            _ => Arc::new(LayerFile::default()),
        };
        let dir: Arc<Path> = found.file.parent().unwrap_or(&found.file).into();
        self.add_layer(Layer { name, dir, file, inline: false, content, siblings: found.siblings.clone() });
    }

    fn add_inline_layers(&mut self) {
        for (file, index) in std::mem::take(&mut self.inline) {
            let Some(root) = self.project.file(file).root() else { continue };
            let inline = root.layers[index].clone();
            match inline.content {
                InlineContent::Body(body) => {
                    let dir: Arc<Path> = self.project.root.as_path().into();
                    let content = Arc::new(*body);
                    let name = inline.name.text;
                    self.add_layer(Layer { name, dir, file, inline: true, content, siblings: Arc::default() });
                }
                InlineContent::From(from) => {
                    let dir = paths::normalize(&self.project.root.join(from.text.as_str()));
                    let Some(found) = discover::layer_dir(self.files, &dir) else {
                        self.project.names_missing = true;
                        continue;
                    };
                    let content = read_layer(self.files, &found.file, self.project.dialect);
                    self.add_layer_file(&found, inline.name.text, content);
                }
            }
        }
    }

    fn add_layer(&mut self, layer: Layer) {
        if let Some(&by) = self.project.layer_index.get(&layer.name) {
            self.project.shadowed.push(ShadowedLayer { layer, by });
            return;
        }
        let id = LayerId(self.project.layers.len() as u32);
        self.project.layer_index.insert(layer.name.clone(), id);
        self.project.layers.push(layer);
    }

    fn find_unreached(&mut self) {
        if !self.project.has_root_file {
            return;
        }
        let root = &self.project.root;
        let conventional = discover::conventional_root_files(self.files, root).into_iter().map(|path| (path, true));
        let others = discover::other_root_files(self.files, root).into_iter().map(|path| (path, false));
        let beside: Vec<(PathBuf, bool)> = conventional.chain(others).collect();
        for (path, is_conventional) in beside {
            if self.imported.contains_key(&path) {
                continue;
            }
            let Ok(text) = self.files.read(&path) else { continue };
            let root = RootFile::read(&*text, &Tree::parse(&text), Some(self.project.dialect));
            if root.is_root_shaped && (is_conventional || root.is_surely_ours()) {
                let id = self.add_file(&path, FileContent::Root(Arc::new(root)));
                self.project.unreached.push(id);
            }
        }
    }
}

fn folder_name(found: &Found) -> SmolStr {
    let folder = found.file.parent().and_then(Path::file_name);
    folder.map(|name| name.to_string_lossy().into()).unwrap_or_default()
}

fn read_layer(files: &dyn Files, path: &Path, dialect: Dialect) -> FileContent {
    match files.read(path) {
        Ok(text) => FileContent::Layer(Arc::new(LayerFile::read_once(&*text, &Tree::parse(&text), dialect))),
        Err(error) => FileContent::Failed(error),
    }
}
