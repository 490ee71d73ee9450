//! Projects on disk. Each test takes what it needs of it.
#![allow(dead_code, clippy::print_stderr)]

use ov_project::{CONFIG_FILE, Config, DirEntry, EntryKind, Files, Project, ReadError, load};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Arc<str>, ReadError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(text.into()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(ReadError::Missing),
            Err(error) => Err(ReadError::Unreadable(error.to_string())),
        }
    }

    fn list(&self, dir: &Path) -> Result<Vec<DirEntry>, ReadError> {
        let members = std::fs::read_dir(dir).map_err(|e| ReadError::Unreadable(e.to_string()))?;
        let mut members: Vec<DirEntry> = members
            .map(|entry| {
                let entry = entry.unwrap();
                let kind = if entry.path().is_dir() { EntryKind::Directory } else { EntryKind::File };
                DirEntry { name: entry.file_name().to_string_lossy().into_owned(), kind, is_link: false }
            })
            .collect();
        members.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(members)
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        let meta = std::fs::metadata(path).ok()?;
        Some(if meta.is_dir() { EntryKind::Directory } else { EntryKind::File })
    }
}

/// A folder by its path from the repository's root; `None`, said aloud, where it is not there.
pub(crate) fn folder(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path).canonicalize().ok();
    if found.is_none() {
        eprintln!("SKIPPED: {path} is not here");
    }
    found
}

/// The project in a folder, with its own configuration.
pub(crate) fn project(root: &Path) -> Project {
    let config = std::fs::read_to_string(root.join(CONFIG_FILE)).map(|text| Config::read(&text)).unwrap_or_default();
    load(root, &Disk, config)
}

/// The text of a file of a project.
pub(crate) fn text(project: &Project, file: ov_project::FileId) -> String {
    std::fs::read_to_string(&project.file(file).path).unwrap_or_default()
}
