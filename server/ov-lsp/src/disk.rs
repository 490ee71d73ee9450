//! The disk as the project reads it.

use ov_project::{DirEntry, EntryKind, Files, ReadError};
use rayon::prelude::*;
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Files larger than this are refused unless the config says otherwise.
pub const DEFAULT_MAX_FILE_SIZE: u64 = 16 << 20;

/// Reads the disk, several files at a time.
pub struct DiskFiles {
    limit: u64,
    pool: Option<rayon::ThreadPool>,
    read: Arc<AtomicUsize>,
}

impl DiskFiles {
    /// Refuses files of more than `limit` bytes; runs `jobs` threads, as many as there are cores by default.
    pub fn new(limit: u64, jobs: Option<usize>) -> Self {
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
        Self { limit, pool: jobs.and_then(pool), read: Arc::default() }
    }
}

impl DiskFiles {
    /// Bytes above which a file is refused.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// How many files were read so far.
    pub fn files_read(&self) -> Arc<AtomicUsize> {
        self.read.clone()
    }
}

impl Default for DiskFiles {
    fn default() -> Self {
        Self::new(DEFAULT_MAX_FILE_SIZE, None)
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &Path) -> Result<Arc<str>, ReadError> {
        self.read.fetch_add(1, Ordering::Relaxed);
        let file = open(path).map_err(|why| refusal(&why))?;
        let found = file.metadata().map_err(|why| refusal(&why))?;
        match kind_of(found.file_type()) {
            EntryKind::File => read_text(file, found.len(), self.limit),
            EntryKind::Directory => Err(ReadError::IsDirectory),
            EntryKind::Other => Err(ReadError::Unreadable("is not a regular file".into())),
        }
    }

    fn list(&self, dir: &Path) -> Result<Vec<DirEntry>, ReadError> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(dir).map_err(|why| refusal(&why))? {
            let entry = entry.map_err(|why| refusal(&why))?;
            let kind = kind_of_entry(&entry);
            let is_link = entry.file_type().is_ok_and(|found| found.is_symlink());
            entries.push(DirEntry { name: entry.file_name().to_string_lossy().into_owned(), kind, is_link });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        fs::metadata(path).ok().map(|found| kind_of(found.file_type()))
    }

    fn for_each(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        if count < 2 {
            return (0..count).for_each(job);
        }
        let run = || (0..count).into_par_iter().for_each(job);
        match &self.pool {
            Some(pool) => pool.install(run),
            None => run(),
        }
    }
}

/// Opens without waiting: a pipe in the place of a file must not stop the run.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK | libc::O_NOCTTY);
    options.open(path)
}

fn read_text(file: File, size: u64, limit: u64) -> Result<Arc<str>, ReadError> {
    if size > limit {
        return Err(ReadError::TooLarge { size, limit });
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    // The file may grow while we read.
    let read = file.take(limit + 1).read_to_end(&mut bytes).map_err(|why| refusal(&why))? as u64;
    if read > limit {
        return Err(ReadError::TooLarge { size: read, limit });
    }
    text_of(bytes)
}

/// The text that `bytes` are.
///
/// # Errors
/// [`ReadError::NotUtf8`].
pub fn text_of(bytes: Vec<u8>) -> Result<Arc<str>, ReadError> {
    String::from_utf8(bytes).map(Arc::from).map_err(|e| ReadError::NotUtf8 { offset: e.utf8_error().valid_up_to() })
}

fn kind_of(found: FileType) -> EntryKind {
    if found.is_dir() {
        EntryKind::Directory
    } else if found.is_file() {
        EntryKind::File
    } else {
        EntryKind::Other
    }
}

fn kind_of_entry(entry: &fs::DirEntry) -> EntryKind {
    match entry.file_type() {
        Ok(found) if !found.is_symlink() => kind_of(found),
        _ => fs::metadata(entry.path()).map_or(EntryKind::Other, |found| kind_of(found.file_type())),
    }
}

fn refusal(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::Missing,
        io::ErrorKind::IsADirectory => ReadError::IsDirectory,
        _ => ReadError::Unreadable(words(error)),
    }
}

/// What the system says, without its number.
pub(crate) fn words(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
