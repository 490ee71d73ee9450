//! From what was named on the command line to projects and what is asked of each.

use ov_project::{EntryKind, Files, LATER_FILES, ROOT_FILE, ReadError};
use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::iter;
use std::path::{Path, PathBuf};

/// Folder of layers, which makes a folder without a marker a project of plain layers.
const LAYERS: &str = "layers";

/// A project and the part of it that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Absolute path of its root.
    pub root: PathBuf,
    /// Absolute paths of files and folders; all of the project where empty.
    pub scope: Vec<PathBuf>,
}

/// A path that was named and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// As it was named.
    pub path: PathBuf,
    /// Why.
    pub why: ReadError,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.why)
    }
}

impl std::error::Error for Refused {}

/// Where the search for roots starts and ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// The working directory.
    pub cwd: PathBuf,
    /// The home folder, above which no root is looked for.
    pub home: Option<PathBuf>,
}

impl Surroundings {
    /// Those of this process.
    pub fn of_process() -> Self {
        let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from);
        let home = home.filter(|path| path.is_absolute());
        Self { cwd: env::current_dir().unwrap_or_else(|_| PathBuf::from("/")), home }
    }

    /// `path` seen from the working directory, without `.` and `..`.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        let mut absolute = PathBuf::new();
        for part in self.cwd.join(path).components() {
            match part {
                std::path::Component::CurDir => {}
                std::path::Component::ParentDir => {
                    absolute.pop();
                }
                part => absolute.push(part),
            }
        }
        absolute
    }
}

/// Sorts what was named by project. Nothing named is the project around the working directory.
///
/// # Errors
/// The first path that cannot be read.
pub fn resolve(
    paths: &[PathBuf],
    project: Option<&Path>,
    around: &Surroundings,
    files: &dyn Files,
) -> Result<Vec<Target>, Refused> {
    let project = project.map(|dir| readable_dir(dir, around, files)).transpose()?;
    if paths.is_empty() {
        return Ok(vec![whole_project(project, around, files)]);
    }
    let mut scopes: BTreeMap<PathBuf, Option<Vec<PathBuf>>> = BTreeMap::new();
    for named in paths {
        let path = around.absolute(named);
        let path = project.as_deref().and_then(|root| seen_from(root, &path)).unwrap_or(path);
        let kind = readable(&path, files).map_err(|why| Refused { path: named.clone(), why })?;
        let root = project.clone().unwrap_or_else(|| root_of(&path, kind, around, files));
        let is_all = path == root && holds_project(&path, files) || Some(&path) == project.as_ref();
        let scope = scopes.entry(root).or_insert_with(|| Some(Vec::new()));
        match scope {
            Some(scope) if !is_all => scope.push(path),
            _ => *scope = None,
        }
    }
    Ok(scopes.into_iter().map(|(root, scope)| Target { root, scope: scope.unwrap_or_default() }).collect())
}

/// `path` as it is reached from `root`, where one of them leads through a link and so does not show that it is inside.
fn seen_from(root: &Path, path: &Path) -> Option<PathBuf> {
    if path.starts_with(root) {
        return None;
    }
    let (real_root, real_path) = (root.canonicalize().ok()?, path.canonicalize().ok()?);
    Some(root.join(real_path.strip_prefix(real_root).ok()?))
}

fn readable_dir(dir: &Path, around: &Surroundings, files: &dyn Files) -> Result<PathBuf, Refused> {
    let path = around.absolute(dir);
    let refused = |why| Refused { path: dir.to_path_buf(), why };
    match readable(&path, files).map_err(refused)? {
        EntryKind::Directory => Ok(path),
        _ => Err(refused(ReadError::Unreadable("is not a folder".into()))),
    }
}

/// What stands at `path`. A file is not read: how large it may be is not known yet.
fn readable(path: &Path, files: &dyn Files) -> Result<EntryKind, ReadError> {
    match files.kind(path) {
        Some(EntryKind::Directory) => files.list(path).map(|_| EntryKind::Directory),
        Some(EntryKind::File) => Ok(EntryKind::File),
        Some(EntryKind::Other) | None => files.read(path).map(|_| EntryKind::File),
    }
}

fn whole_project(project: Option<PathBuf>, around: &Surroundings, files: &dyn Files) -> Target {
    let cwd = &around.cwd;
    let root = project.unwrap_or_else(|| root_of(cwd, EntryKind::Directory, around, files));
    // A folder that is no project is asked for itself.
    let scope = if holds_project(&root, files) { Vec::new() } else { vec![cwd.clone()] };
    Target { root, scope }
}

fn holds_project(dir: &Path, files: &dyn Files) -> bool {
    has_marker(dir, files) || files.kind(&dir.join(LAYERS)) == Some(EntryKind::Directory)
}

fn has_marker(dir: &Path, files: &dyn Files) -> bool {
    let mut markers = iter::once(ROOT_FILE).chain(LATER_FILES);
    markers.any(|name| files.kind(&dir.join(name)) == Some(EntryKind::File))
}

/// The root of the project that a file belongs to, if one is around it.
pub fn project_of(path: &Path, around: &Surroundings, files: &dyn Files) -> Option<PathBuf> {
    let candidates = up_to_the_border(path.parent()?, around, files);
    nearest_root(path, &candidates, files).map(Path::to_path_buf)
}

/// The nearest of `candidates` that has a marker, else the nearest with `path` among its layers.
fn nearest_root<'p>(path: &Path, candidates: &[&'p Path], files: &dyn Files) -> Option<&'p Path> {
    let marked = candidates.iter().find(|dir| has_marker(dir, files));
    marked.or_else(|| candidates.iter().find(|dir| path.starts_with(dir.join(LAYERS)))).copied()
}

/// The nearest root around `path`, else the folder that its file names read best from.
fn root_of(path: &Path, kind: EntryKind, around: &Surroundings, files: &dyn Files) -> PathBuf {
    let is_dir = kind == EntryKind::Directory;
    if is_dir && holds_project(path, files) {
        return path.to_path_buf();
    }
    let start = if is_dir { Some(path) } else { path.parent() };
    let candidates = up_to_the_border(start.unwrap_or(path), around, files);
    if let Some(root) = nearest_root(path, &candidates, files) {
        return root.to_path_buf();
    }
    if path.starts_with(&around.cwd) {
        return around.cwd.clone();
    }
    start.unwrap_or(path).to_path_buf()
}

/// `start` and the folders above it, down from the home folder or a repository root.
fn up_to_the_border<'p>(start: &'p Path, around: &Surroundings, files: &dyn Files) -> Vec<&'p Path> {
    let mut folders = Vec::new();
    for dir in start.ancestors() {
        folders.push(dir);
        if Some(dir) == around.home.as_deref() || files.kind(&dir.join(".git")).is_some() {
            break;
        }
    }
    folders
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ov_project::MemoryFiles;

    fn project() -> MemoryFiles {
        MemoryFiles::new(
            ["/h/p/overthink.yml", "/h/p/layers/a/layer.yml", "/h/p/layers/b/layer.yml", "/h/plain/layers/c/layer.yml"]
                .map(|path| (path, "")),
        )
    }

    fn targets(files: &MemoryFiles, cwd: &str, paths: &[&str], project: Option<&str>) -> Vec<(String, Vec<String>)> {
        let around = Surroundings { cwd: cwd.into(), home: Some("/h".into()) };
        let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
        let shown = |path: &PathBuf| path.to_str().unwrap().to_owned();
        let found = resolve(&paths, project.map(Path::new), &around, files).unwrap();
        found.iter().map(|t| (shown(&t.root), t.scope.iter().map(shown).collect())).collect()
    }

    fn one(root: &str, scope: &[&str]) -> Vec<(String, Vec<String>)> {
        vec![(root.to_owned(), scope.iter().map(|path| (*path).to_owned()).collect())]
    }

    #[test]
    fn roots_are_found_by_walking_up() {
        let files = project();
        assert_eq!(targets(&files, "/h/p/layers/a", &[], None), one("/h/p", &[]));
        assert_eq!(targets(&files, "/h", &["p"], None), one("/h/p", &[]));
        assert_eq!(targets(&files, "/h/p/layers", &["a"], None), one("/h/p", &["/h/p/layers/a"]));
        assert_eq!(
            targets(&files, "/h/p", &["./layers/../layers/a/layer.yml"], None),
            one("/h/p", &["/h/p/layers/a/layer.yml"])
        );
        assert_eq!(targets(&files, "/h/plain/layers/c", &["."], None), one("/h/plain", &["/h/plain/layers/c"]));
    }

    #[test]
    fn the_whole_wins_over_a_part() {
        assert_eq!(targets(&project(), "/h/p", &["layers/a", ".", "layers/b"], None), one("/h/p", &[]));
    }

    #[test]
    fn several_projects_are_told_apart() {
        let found = targets(&project(), "/h", &["p", "plain/layers/c"], None);
        assert_eq!(found, [one("/h/p", &[]), one("/h/plain", &["/h/plain/layers/c"])].concat());
    }

    #[test]
    fn a_repository_is_a_border() {
        let mut files = project();
        files.insert("/h/p/layers/a/.git", "gitdir: elsewhere");
        assert_eq!(targets(&files, "/", &["/h/p/layers/a/layer.yml"], None), one("/", &["/h/p/layers/a/layer.yml"]));
    }

    #[test]
    fn a_named_project_wins() {
        assert_eq!(targets(&project(), "/h/p", &["layers/a"], Some("/h")), one("/h", &["/h/p/layers/a"]));
        assert_eq!(targets(&project(), "/h/p", &["/h"], Some("/h")), one("/h", &[]));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let around = Surroundings { cwd: "/h".into(), home: None };
        let refused = resolve(&["nope".into()], None, &around, &project()).unwrap_err();
        assert_eq!(refused.to_string(), "nope: no such file");
        let refused = resolve(&[], Some(Path::new("p/overthink.yml")), &around, &project()).unwrap_err();
        assert_eq!(refused.to_string(), "p/overthink.yml: cannot be read: is not a folder");
    }
}
