//! The state of a project's files on disk as one number.

use ov_project::{CONFIG_FILE, Project};
use rustc_hash::FxHasher;
use std::collections::BTreeSet;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// Changes where a file that the project reads changes, or a folder that holds layers or a layer's files. Files in `besides` do
/// not count.
pub(in crate::lsp) fn stamp(project: &Project, besides: &[PathBuf]) -> u64 {
    let mut hasher = FxHasher::default();
    let files = project.files.iter().map(|file| &*file.path).filter(|path| !besides.iter().any(|open| open == path));
    for file in files {
        look_at(file, &mut hasher);
    }
    let folders: BTreeSet<&Path> = project.layers.iter().flat_map(|layer| layer.dir.ancestors().take(2)).collect();
    for folder in folders {
        look_at(folder, &mut hasher);
    }
    look_at(&project.root.join(CONFIG_FILE), &mut hasher);
    hasher.finish()
}

fn look_at(path: &Path, hasher: &mut FxHasher) {
    path.hash(hasher);
    let found = fs::metadata(path).ok();
    found.map(|found| (found.len(), found.modified().ok())).hash(hasher);
}
