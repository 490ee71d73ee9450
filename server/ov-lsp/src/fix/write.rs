//! Writing files so that each is the old one or the new one, whatever happens.

use super::{Change, Doomed};
use crate::disk::words;
use crate::merge::Move;
use signal_hook::consts::{SIGINT, SIGTERM};
use std::fmt;
use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::{Builder, NamedTempFile};

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// The file is not the one that was read.
    Changed(PathBuf),
    /// The system refuses.
    Refused(PathBuf, io::Error),
    /// The user does not want to wait.
    Interrupted,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(path) => write!(f, "{} was changed by somebody else meanwhile", path.display()),
            Self::Refused(path, why) => write!(f, "{} cannot be written: {}", path.display(), words(why)),
            Self::Interrupted => write!(f, "interrupted, nothing was written"),
        }
    }
}

impl std::error::Error for WriteError {}

/// A new text beside the file it will replace.
struct Staged<'c> {
    change: &'c Change,
    target: PathBuf,
    file: NamedTempFile,
}

/// What is to happen to files, in this order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work<'w> {
    /// Texts to write.
    pub changes: &'w [Change],
    /// Files and folders that go elsewhere.
    pub moves: &'w [Move],
    /// Files and folders to delete.
    pub deletes: &'w [PathBuf],
    /// The files in them, as they were read.
    pub doomed: &'w [Doomed],
}

/// Writes all changes, or none where one cannot be written; then moves and deletes.
///
/// # Errors
/// The first obstacle.
pub fn commit(work: Work<'_>) -> Result<(), WriteError> {
    // Once held back, an interrupt would never again end the process by itself.
    if work.changes.is_empty() && work.moves.is_empty() && work.deletes.is_empty() {
        return Ok(());
    }
    commit_unless(&Interrupt::watch(), work)
}

fn commit_unless(interrupt: &Interrupt, work: Work<'_>) -> Result<(), WriteError> {
    let mut folders = NewFolders::default();
    let staged = work.changes.iter().map(|change| stage(change, &mut folders)).collect::<Result<Vec<_>, _>>()?;
    staged.iter().try_for_each(Staged::check_unchanged)?;
    check_free(work.moves)?;
    work.deletes.iter().flat_map(|path| files_in(path)).try_for_each(|path| check_doomed(path, work.doomed))?;
    if interrupt.is_set() {
        return Err(WriteError::Interrupted);
    }
    staged.into_iter().try_for_each(Staged::put_in_place)?;
    work.moves.iter().try_for_each(|one| refusing(&one.from, fs::rename(&one.from, &one.to)))?;
    work.deletes.iter().try_for_each(|path| refusing(path, delete(path)))
}

fn refusing(path: &Path, done: io::Result<()>) -> Result<(), WriteError> {
    done.map_err(|why| WriteError::Refused(path.to_path_buf(), why))
}

/// A rename takes the place of what is there.
fn check_free(moves: &[Move]) -> Result<(), WriteError> {
    let taken = moves.iter().find(|one| fs::symlink_metadata(&one.to).is_ok());
    taken.map_or(Ok(()), |one| Err(WriteError::Changed(one.to.clone())))
}

/// What is deleted must be what was read: a file that came since is somebody's work.
fn check_doomed(path: PathBuf, doomed: &[Doomed]) -> Result<(), WriteError> {
    let is_known = doomed.iter().find(|one| one.path == path).is_some_and(|one| match &one.before {
        Some(before) => fs::read(&path).is_ok_and(|now| now == before.as_bytes()),
        None => true,
    });
    if is_known { Ok(()) } else { Err(WriteError::Changed(path)) }
}

/// A file itself, or all files below a folder, sorted; links are not followed.
pub fn files_in(path: &Path) -> Vec<PathBuf> {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    if !is_folder {
        return vec![path.to_path_buf()];
    }
    let Ok(entries) = fs::read_dir(path) else { return Vec::new() };
    let mut members: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    members.sort();
    members.iter().flat_map(|member| files_in(member)).collect()
}

/// Folders made for files that may never come; those that stay empty go again.
#[derive(Default)]
struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|above| !above.exists()).collect();
        for one in missing.into_iter().rev() {
            fs::create_dir(one)?;
            self.0.push(one.to_path_buf());
        }
        Ok(())
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Writes `content` to a file of its own, anew or in the place of another.
///
/// # Errors
/// The first obstacle.
pub fn write_file(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    let refused = |why| WriteError::Refused(path.to_path_buf(), why);
    match fs::metadata(path) {
        // A device or a pipe cannot be replaced, only filled.
        Ok(found) if !found.is_file() => fs::write(path, content).map_err(refused),
        found => {
            let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
            let file = beside(&target, content, found.ok().as_ref()).map_err(refused)?;
            file.persist(&target).map(drop).map_err(|e| refused(e.error))
        }
    }
}

fn stage<'c>(change: &'c Change, folders: &mut NewFolders) -> Result<Staged<'c>, WriteError> {
    let refused = |why| WriteError::Refused(change.path.clone(), why);
    let (target, found) = if change.before.is_some() {
        let target = fs::canonicalize(&change.path).map_err(refused)?;
        let found = fs::metadata(&target).map_err(refused)?;
        (target, Some(found))
    } else {
        change.path.parent().map_or(Ok(()), |folder| folders.make(folder)).map_err(refused)?;
        (change.path.clone(), None)
    };
    let file = beside(&target, change.after.as_bytes(), found.as_ref()).map_err(refused)?;
    Ok(Staged { change, target, file })
}

/// A temporary file in the folder of `target`, with its mode and owner.
fn beside(target: &Path, content: &[u8], found: Option<&Metadata>) -> io::Result<NamedTempFile> {
    if found.is_some() {
        // A rename asks the folder only; what may not be written is not to be replaced either.
        OpenOptions::new().write(true).open(target)?;
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = builder().tempfile_in(folder)?;
    file.write_all(content)?;
    if let Some(found) = found {
        keep_owner(&file, found);
        file.as_file().set_permissions(found.permissions())?;
    }
    Ok(file)
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".ov-lsp-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Only the superuser can give files away; to everybody else the file already belongs.
#[cfg(unix)]
fn keep_owner(file: &NamedTempFile, found: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file.as_file(), Some(found.uid()), Some(found.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &NamedTempFile, _: &Metadata) {}

impl Staged<'_> {
    fn check_unchanged(&self) -> Result<(), WriteError> {
        let is_unchanged = match &self.change.before {
            Some(before) => fs::read(&self.target).is_ok_and(|now| now == before.as_bytes()),
            None => fs::symlink_metadata(&self.target).is_err(),
        };
        if is_unchanged { Ok(()) } else { Err(WriteError::Changed(self.change.path.clone())) }
    }

    fn put_in_place(self) -> Result<(), WriteError> {
        let persisted = match self.change.before {
            Some(_) => self.file.persist(&self.target),
            None => self.file.persist_noclobber(&self.target),
        };
        persisted.map(drop).map_err(|e| WriteError::Refused(self.change.path.clone(), e.error))
    }
}

fn delete(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

/// Whether the user asked to stop. While it lives, that does not end the process by itself.
struct Interrupt {
    flag: Arc<AtomicBool>,
    signals: Vec<signal_hook::SigId>,
}

impl Interrupt {
    fn watch() -> Self {
        let flag = Arc::new(AtomicBool::new(false));
        let register = |signal| signal_hook::flag::register(signal, Arc::clone(&flag)).ok();
        let signals = [SIGINT, SIGTERM].into_iter().filter_map(register).collect();
        Self { flag, signals }
    }

    fn is_set(&self) -> bool {
        self.flag.load(Ordering::SeqCst)
    }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        for signal in self.signals.drain(..) {
            signal_hook::low_level::unregister(signal);
        }
    }
}

#[cfg(test)]
mod tests;
