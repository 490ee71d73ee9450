//! Writing, and what keeps it from half a result.
#![allow(clippy::unwrap_used, clippy::print_stderr)]
use super::*;

fn change(path: PathBuf, before: &str, after: &str) -> Change {
    Change { path, before: Some(before.into()), after: after.into() }
}

fn changing(changes: &[Change]) -> Result<(), WriteError> {
    commit(Work { changes, ..Work::default() })
}

fn deleting(deletes: &[PathBuf]) -> Work<'_> {
    Work { deletes, ..Work::default() }
}

fn doomed(path: PathBuf, before: &str) -> Doomed {
    Doomed { path, before: Some(before.into()) }
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
    let error = commit(Work { changes: &changes, ..deleting(std::slice::from_ref(&a)) }).unwrap_err();
    assert!(error.to_string().ends_with("b was changed by somebody else meanwhile"));
    assert_eq!(fs::read_to_string(&a).unwrap(), "a");
    fs::write(&b, "b").unwrap();
    changing(&changes).unwrap();
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
    changing(&[change(link.clone(), "x", "y")]).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), "y");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn the_owner_stays() {
    use std::os::unix::fs::{MetadataExt, chown};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    if chown(&file, Some(1234), Some(1235)).is_err() {
        eprintln!("SKIPPED: only the superuser can give files away");
        return;
    }
    changing(&[change(file.clone(), "x", "y")]).unwrap();
    let found = fs::metadata(&file).unwrap();
    assert_eq!((found.uid(), found.gid()), (1234, 1235));
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
    let error = changing(&[change(file.clone(), "x", "y")]).unwrap_err();
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
    let (changes, known) = ([change(file.clone(), "x", "y")], [doomed(file.clone(), "x")]);
    let work = Work { changes: &changes, doomed: &known, ..deleting(std::slice::from_ref(&file)) };
    let error = commit_unless(&interrupt, work);
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
    let known = [doomed(gone.join("deep/file"), "x")];
    commit(Work { doomed: &known, ..deleting(std::slice::from_ref(&gone)) }).unwrap();
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

#[test]
fn new_files_come_with_their_folders() {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("layers/web/layer.yml");
    let made = Change { path: new.clone(), before: None, after: "x".into() };
    changing(std::slice::from_ref(&made)).unwrap();
    assert_eq!(fs::read_to_string(&new).unwrap(), "x");
    let error = changing(&[made]).unwrap_err();
    assert!(error.to_string().ends_with("layer.yml was changed by somebody else meanwhile"), "{error}");
}

#[test]
fn folders_of_files_that_never_come_go_again() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old");
    fs::write(&old, "changed meanwhile").unwrap();
    let made = Change { path: folder.path().join("layers/web/layer.yml"), before: None, after: "x".into() };
    changing(&[made, change(old, "old", "new")]).unwrap_err();
    assert_eq!(names(folder.path()), ["old"]);
}

#[cfg(unix)]
#[test]
fn what_is_moved_is_the_same_file() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("run.sh"), folder.path().join("go.sh"));
    fs::write(&from, b"\xff").unwrap();
    fs::set_permissions(&from, PermissionsExt::from_mode(0o751)).unwrap();
    let before = fs::metadata(&from).unwrap();
    let moves = [Move { from: from.clone(), to: to.clone() }];
    let work = Work { moves: &moves, ..Work::default() };
    commit(work).unwrap();
    let after = fs::metadata(&to).unwrap();
    assert_eq!((before.ino(), before.mode()), (after.ino(), after.mode()));
    fs::write(&from, "another").unwrap();
    let error = commit(work).unwrap_err();
    assert!(error.to_string().ends_with("go.sh was changed by somebody else meanwhile"), "{error}");
    assert_eq!(fs::read(&to).unwrap(), b"\xff");
}

/// Even the superuser cannot write to a program that runs.
#[cfg(target_os = "linux")]
#[test]
fn what_the_system_refuses_leaves_all_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (first, busy) = (folder.path().join("a"), folder.path().join("busy"));
    fs::write(&first, "x").unwrap();
    fs::copy("/bin/sleep", &busy).unwrap();
    let mut running = std::process::Command::new(&busy).arg("60").spawn().unwrap();
    let error = changing(&[change(first.clone(), "x", "y"), change(busy, "x", "y")]).unwrap_err();
    running.kill().unwrap();
    running.wait().unwrap();
    assert!(error.to_string().contains("busy cannot be written: "), "{error}");
    assert_eq!(fs::read_to_string(&first).unwrap(), "x");
    assert_eq!(names(folder.path()), ["a", "busy"]);
}

#[test]
fn what_came_into_a_folder_meanwhile_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let (gone, other) = (folder.path().join("gone"), folder.path().join("other"));
    fs::create_dir(&gone).unwrap();
    fs::write(&other, "a").unwrap();
    fs::write(gone.join("layer.yml"), "x").unwrap();
    let (known, deletes) = ([doomed(gone.join("layer.yml"), "x")], [gone.clone()]);
    let changes = [change(other.clone(), "a", "b")];
    let work = Work { changes: &changes, deletes: &deletes, doomed: &known, ..Work::default() };
    for (name, text) in [("new", "mine"), ("layer.yml", "edited")] {
        fs::write(gone.join(name), text).unwrap();
        let error = commit(work).unwrap_err();
        assert!(error.to_string().ends_with(&format!("{name} was changed by somebody else meanwhile")), "{error}");
        assert_eq!((fs::read_to_string(&other).unwrap().as_str(), gone.join("layer.yml").exists()), ("a", true));
        let _ = fs::remove_file(gone.join("new"));
    }
}
