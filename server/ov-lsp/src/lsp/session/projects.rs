//! The projects around the open documents.

use super::{Document, Documents};
use crate::disk::DiskFiles;
use crate::lsp::method::workspace_diagnostic::Checked;
use crate::overlay::Overlay;
use crate::targets::{Surroundings, project_of};
use crate::workspace::{Effect, LiveProject};
use ov_project::{CONFIG_FILE, FileId, Files};
use ov_syntax::LineIndex;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The projects that were needed so far, by root.
pub(in crate::lsp) struct Projects {
    around: Surroundings,
    disk: DiskFiles,
    open: BTreeMap<PathBuf, OpenProject>,
}

/// A project in use.
pub(in crate::lsp) struct OpenProject {
    pub(in crate::lsp) live: LiveProject,
    /// Whether something else than open layers changed since it was read.
    is_stale: bool,
    /// Its files on disk at the last look, where we look ourselves.
    pub(in crate::lsp) stamp: Option<u64>,
    /// All its diagnostics, for clients that ask for them.
    pub(in crate::lsp) checked: Checked,
    /// Texts of files that are not open, for places in them.
    pub(super) texts: FxHashMap<FileId, Option<(Arc<str>, LineIndex)>>,
}

/// What a document is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lsp) enum Home {
    /// A file that its project reaches.
    File(FileId),
    /// The config file of a project.
    Config,
    /// None of our business.
    Nowhere,
}

impl Projects {
    pub(super) fn new() -> Self {
        Self { around: Surroundings::of_process(), disk: DiskFiles::default(), open: BTreeMap::new() }
    }

    /// The root of the project around a file.
    pub(in crate::lsp) fn root_of(&self, path: &Path, documents: &Documents) -> Option<PathBuf> {
        project_of(path, &self.around, &over(&self.disk, documents))
    }

    /// What stands on disk, whatever is open.
    pub(in crate::lsp) fn disk(&self) -> &DiskFiles {
        &self.disk
    }

    pub(in crate::lsp) fn get(&mut self, root: &Path) -> Option<&mut OpenProject> {
        self.open.get_mut(root)
    }

    /// A project and the disk its files stand on.
    pub(super) fn with_disk(&mut self, root: &Path) -> Option<(&mut OpenProject, &DiskFiles)> {
        Some((self.open.get_mut(root)?, &self.disk))
    }

    /// Whether a project reaches a file, as far as is known now.
    pub(in crate::lsp) fn reaches(&self, root: &Path, path: &Path) -> bool {
        self.open.get(root).is_some_and(|project| project.live.file(path).is_some())
    }

    pub(in crate::lsp) fn roots(&self) -> Vec<PathBuf> {
        self.open.keys().cloned().collect()
    }

    /// Sees to it that a project is read again before it is looked at.
    pub(in crate::lsp) fn invalidate(&mut self, root: &Path) {
        if let Some(project) = self.open.get_mut(root) {
            project.is_stale = true;
        }
    }

    /// Brings a project up to date with what is open. Says how far the edits reach.
    pub(in crate::lsp) fn settle(&mut self, root: &Path, documents: &mut Documents) -> Effect {
        let mut effect = Effect::Items;
        let project = self.open.get_mut(root).filter(|project| !project.is_stale);
        let is_current = project.is_some_and(|project| tell_news(project, root, documents, &mut effect));
        if !is_current {
            effect = Effect::Graph;
            let read = OpenProject::load(root, &over(&self.disk, documents));
            self.open.insert(root.to_path_buf(), read);
            let Some(project) = self.open.get_mut(root) else { return effect };
            inside(documents, root).for_each(|document| document.is_news = true);
            // The roots were read as they are, so no news of them is left that would ask for another reading.
            inside(documents, root).filter(|d| !is_layer(project, d)).for_each(|document| document.is_news = false);
            tell_news(project, root, documents, &mut effect);
        }
        effect
    }

    /// What a document is to the project around it, which has been settled.
    pub(in crate::lsp) fn home(&self, document: &Document) -> Home {
        let place = document.root.as_ref().zip(document.path.as_ref());
        let Some((root, path)) = place else { return Home::Nowhere };
        if *path == root.join(CONFIG_FILE) {
            return Home::Config;
        }
        self.open.get(root).and_then(|project| project.live.file(path)).map_or(Home::Nowhere, Home::File)
    }
}

impl OpenProject {
    fn load(root: &Path, files: &dyn Files) -> Self {
        Self {
            live: LiveProject::load(root, files),
            is_stale: false,
            stamp: None,
            checked: Checked::default(),
            texts: FxHashMap::default(),
        }
    }
}

/// What is open stands before what is on disk.
pub(in crate::lsp) fn over<'d>(disk: &'d DiskFiles, documents: &Documents) -> Overlay<'d> {
    let mut files = Overlay::new(disk);
    for document in documents.values() {
        if let Some(path) = &document.path {
            files.put(path.clone(), document.content());
        }
    }
    files
}

fn inside<'d>(documents: &'d mut Documents, root: &'d Path) -> impl Iterator<Item = &'d mut Document> {
    documents.values_mut().filter(move |document| document.root.as_deref() == Some(root))
}

fn is_layer(project: &OpenProject, document: &Document) -> bool {
    let file = document.path.as_deref().and_then(|path| project.live.file(path));
    file.is_some_and(|file| project.live.layer_file(file).is_some())
}

/// Tells a project what was edited. `false` where it has to be read again, because the edit is not in a layer's own file.
fn tell_news(project: &mut OpenProject, root: &Path, documents: &mut Documents, effect: &mut Effect) -> bool {
    for document in inside(documents, root).filter(|document| document.is_news) {
        let Some(path) = document.path.as_deref() else { continue };
        let Some(file) = project.live.file(path) else {
            if path == root.join(CONFIG_FILE) {
                return false;
            }
            document.is_news = false;
            continue;
        };
        let Some(before) = project.live.layer_file(file) else { return false };
        let content = document.layer(project.live.project().dialect, Some(before));
        document.is_news = false;
        if project.live.replace_layer(file, content) == Effect::Graph {
            *effect = Effect::Graph;
        }
    }
    true
}
