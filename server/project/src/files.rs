//! What the project reads through: a disk, open editor buffers, or memory.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What stands at a path, links followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A socket, device or the like.
    Other,
}

/// A member of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirEntry {
    /// Its name, without the directory.
    pub name: String,
    /// What it is, links followed.
    pub kind: EntryKind,
    /// Whether it is a link to that.
    pub is_link: bool,
}

/// Why a path gave no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing stands there.
    Missing,
    /// A directory stands there.
    IsDirectory,
    /// The bytes are not UTF-8 from this offset on.
    NotUtf8 {
        /// Number of good bytes before it.
        offset: usize,
    },
    /// The file is larger than we are asked to read.
    TooLarge {
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// Anything else, in the system's words.
    Unreadable(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "no such file"),
            Self::IsDirectory => write!(f, "is a directory, not a file"),
            Self::NotUtf8 { offset } => write!(f, "is not UTF-8 text (byte {offset})"),
            Self::TooLarge { size, limit } => {
                write!(f, "is {size} bytes large, above the limit of {limit} (`max-file-size` in ov-lsp.yml)")
            }
            Self::Unreadable(why) => write!(f, "cannot be read: {why}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Where texts come from. Paths are absolute.
pub trait Files: Sync {
    /// The text of a file, a byte-order mark included.
    ///
    /// # Errors
    /// Says why there is none.
    fn read(&self, path: &Path) -> Result<Arc<str>, ReadError>;

    /// The members of a directory, sorted by name.
    ///
    /// # Errors
    /// Says why there are none.
    fn list(&self, dir: &Path) -> Result<Vec<DirEntry>, ReadError>;

    /// What stands at `path`; `None` where nothing does.
    fn kind(&self, path: &Path) -> Option<EntryKind>;

    /// Runs `job` for each number below `count`, in any order, perhaps side by side.
    fn for_each(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(job);
    }
}

/// Files held in memory, for tests and for callers without a disk.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<PathBuf, Arc<str>>,
}

impl MemoryFiles {
    /// Files by absolute path.
    pub fn new<P: Into<PathBuf>, T: Into<Arc<str>>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        Self { files: files.into_iter().map(|(path, text)| (path.into(), text.into())).collect() }
    }

    /// Adds a file or replaces its text.
    pub fn insert(&mut self, path: impl Into<PathBuf>, text: impl Into<Arc<str>>) {
        self.files.insert(path.into(), text.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &Path) {
        self.files.remove(path);
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &Path) -> Result<Arc<str>, ReadError> {
        match self.files.get(path) {
            Some(text) => Ok(text.clone()),
            None if self.kind(path) == Some(EntryKind::Directory) => Err(ReadError::IsDirectory),
            None => Err(ReadError::Missing),
        }
    }

    fn list(&self, dir: &Path) -> Result<Vec<DirEntry>, ReadError> {
        if self.kind(dir) != Some(EntryKind::Directory) {
            return Err(ReadError::Missing);
        }
        let mut members: BTreeMap<String, EntryKind> = BTreeMap::new();
        for path in self.files.keys() {
            let Ok(rest) = path.strip_prefix(dir) else { continue };
            let mut parts = rest.components();
            let Some(first) = parts.next() else { continue };
            let kind = if parts.next().is_some() { EntryKind::Directory } else { EntryKind::File };
            members.insert(first.as_os_str().to_string_lossy().into_owned(), kind);
        }
        Ok(members.into_iter().map(|(name, kind)| DirEntry { name, kind, is_link: false }).collect())
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        if self.files.contains_key(path) {
            return Some(EntryKind::File);
        }
        self.files.keys().any(|file| file.starts_with(path)).then_some(EntryKind::Directory)
    }
}
