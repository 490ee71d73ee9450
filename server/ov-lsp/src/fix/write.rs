//! Writing files so that each is the old one or the new one, whatever happens.

use super::Change;
use crate::disk::words;
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

/// Writes all changes, or none where one cannot be written; then deletes.
///
/// # Errors
/// The first obstacle.
pub fn commit(changes: &[Change], deletes: &[PathBuf]) -> Result<(), WriteError> {
    // Once held back, an interrupt would never again end the process by itself.
    if changes.is_empty() && deletes.is_empty() {
        return Ok(());
    }
    commit_unless(&Interrupt::watch(), changes, deletes)
}

fn commit_unless(interrupt: &Interrupt, changes: &[Change], deletes: &[PathBuf]) -> Result<(), WriteError> {
    let staged = changes.iter().map(stage).collect::<Result<Vec<_>, _>>()?;
    staged.iter().try_for_each(Staged::check_unchanged)?;
    if interrupt.is_set() {
        return Err(WriteError::Interrupted);
    }
    staged.into_iter().try_for_each(Staged::put_in_place)?;
    deletes.iter().try_for_each(|path| delete(path).map_err(|why| WriteError::Refused(path.clone(), why)))
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

fn stage(change: &Change) -> Result<Staged<'_>, WriteError> {
    let refused = |why| WriteError::Refused(change.path.clone(), why);
    let target = fs::canonicalize(&change.path).map_err(refused)?;
    let found = fs::metadata(&target).map_err(refused)?;
    let file = beside(&target, change.after.as_bytes(), Some(&found)).map_err(refused)?;
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
        match fs::read(&self.target) {
            Ok(now) if now == self.change.before.as_bytes() => Ok(()),
            _ => Err(WriteError::Changed(self.change.path.clone())),
        }
    }

    fn put_in_place(self) -> Result<(), WriteError> {
        let persisted = self.file.persist(&self.target);
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
mod tests {
    #![allow(clippy::unwrap_used, clippy::print_stderr)]
    use super::*;

    fn change(path: PathBuf, before: &str, after: &str) -> Change {
        Change { path, before: before.into(), after: after.into() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn all_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&a, "a").unwrap();
        fs::write(&b, "changed meanwhile").unwrap();
        let changes = [change(a.clone(), "a", "A"), change(b.clone(), "b", "B")];
        let error = commit(&changes, std::slice::from_ref(&a)).unwrap_err();
        assert!(error.to_string().ends_with("b was changed by somebody else meanwhile"));
        assert_eq!(fs::read_to_string(&a).unwrap(), "a");
        fs::write(&b, "b").unwrap();
        commit(&changes, &[]).unwrap();
        assert_eq!((fs::read_to_string(&a).unwrap(), fs::read_to_string(&b).unwrap()), ("A".into(), "B".into()));
        assert_eq!(names(folder.path()), ["a", "b"]);
    }

    #[cfg(unix)]
    #[test]
    fn mode_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "x").unwrap();
        fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
        symlink("file", &link).unwrap();
        commit(&[change(link.clone(), "x", "y")], &[]).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "y");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn read_only_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "x").unwrap();
        let mut mode = fs::metadata(&file).unwrap().permissions();
        mode.set_readonly(true);
        fs::set_permissions(&file, mode).unwrap();
        if OpenOptions::new().write(true).open(&file).is_ok() {
            eprintln!("SKIPPED: no file is read-only for the superuser");
            return;
        }
        let error = commit(&[change(file.clone(), "x", "y")], &[]).unwrap_err();
        assert!(error.to_string().ends_with("cannot be written: permission denied"));
        assert_eq!(fs::read_to_string(&file).unwrap(), "x");
        assert_eq!(names(folder.path()), ["file"]);
    }

    #[test]
    fn an_interrupt_before_the_first_file_saves_all() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "x").unwrap();
        let interrupt = Interrupt::watch();
        signal_hook::low_level::raise(SIGINT).unwrap();
        let error = commit_unless(&interrupt, &[change(file.clone(), "x", "y")], std::slice::from_ref(&file));
        assert!(matches!(error, Err(WriteError::Interrupted)));
        assert_eq!(fs::read_to_string(&file).unwrap(), "x");
        assert_eq!(names(folder.path()), ["file"]);
    }

    #[test]
    fn folders_go_whole() {
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("gone");
        fs::create_dir_all(gone.join("deep")).unwrap();
        fs::write(gone.join("deep/file"), "x").unwrap();
        commit(&[], std::slice::from_ref(&gone)).unwrap();
        assert!(!gone.exists());
    }

    #[test]
    fn a_report_may_go_to_a_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report.json");
        write_file(&file, b"1").unwrap();
        write_file(&file, b"2").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "2");
        assert!(write_file(&folder.path().join("none/report.json"), b"1").is_err());
    }
}
