//! One revision, links and modules followed.

use super::batch::Batch;
use super::command::GitError;
use super::listing::{Listing, Member, below};
use super::repository::Repository;
use crate::disk::DiskFiles;
use ov_project::{DirEntry, EntryKind, Files, ReadError};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// More links in one path than any system follows.
const MOST_LINKS: usize = 40;

/// The files of a revision at the paths where they lie in the work tree. What git does not keep – files outside of the repository,
/// and ignored ones – is read from the disk: it was not changed by anybody who changed the repository.
pub struct Revision<'d> {
    repository: Repository,
    tree: String,
    listing: Listing,
    ignored: Vec<String>,
    /// Modules that are checked out here, by path.
    modules: BTreeMap<String, Revision<'d>>,
    batch: Batch,
    disk: &'d DiskFiles,
}

/// What stands at a path.
enum Found<'r> {
    Folder(String),
    File(&'r str),
    /// A folder without anything in it: a module that is not checked out.
    Empty,
    Nothing,
    /// The disk knows.
    Disk(PathBuf),
    /// That module knows.
    Module(&'r Revision<'r>, PathBuf),
}

impl<'d> Revision<'d> {
    /// The revision called `name` of the repository around `dir`. `disk` is asked for what git does not keep.
    ///
    /// # Errors
    /// See [`GitError`].
    pub fn open(dir: &Path, name: &str, disk: &'d DiskFiles) -> Result<Self, GitError> {
        let repository = Repository::around(dir)?;
        let tree = repository.tree_of(name)?;
        let listing = Listing::of(repository.top(), &tree)?;
        let modules = listing.modules().filter_map(|(path, commit)| {
            let folder = repository.on_disk(&path);
            // Without a `.git` of its own, git would find the repository around it.
            let is_there = disk.kind(&folder.join(".git")).is_some();
            is_there.then(|| Some((path, Self::open(&folder, commit, disk).ok()?))).flatten()
        });
        let modules = modules.collect();
        let ignored = repository.ignored()?;
        let batch = Batch::start(repository.top())?;
        Ok(Self { repository, tree, listing, ignored, modules, batch, disk })
    }

    /// Absolute paths of the files that are others in the work tree, new ones included, as the project around here names them.
    ///
    /// # Errors
    /// See [`GitError`].
    pub fn changed(&self) -> Result<Vec<PathBuf>, GitError> {
        self.repository.changed_since(&self.tree)
    }

    fn find(&self, path: &Path) -> Found<'_> {
        match self.repository.inside(path) {
            Some(inside) => self.walk(&parts(&inside), 0),
            None => Found::Disk(path.to_path_buf()),
        }
    }

    fn walk(&self, parts: &[String], links: usize) -> Found<'_> {
        let mut folder = String::new();
        for (index, name) in parts.iter().enumerate() {
            let rest = &parts[index + 1..];
            let path = below(&folder, name);
            match self.listing.members(&folder).and_then(|members| members.get(name)) {
                Some(Member::Folder) => folder = path,
                Some(Member::File(id)) if rest.is_empty() => return Found::File(id),
                Some(Member::File(_)) => return Found::Nothing,
                Some(Member::Link(id)) => return self.follow(id, &folder, rest, links),
                Some(Member::Module(_)) => return self.enter(&path, rest),
                None => return self.beside(&below(&path, &rest.join("/"))),
            }
        }
        Found::Folder(folder)
    }

    fn follow(&self, id: &str, folder: &str, rest: &[String], links: usize) -> Found<'_> {
        let Ok(target) = self.batch.text(id, u64::from(u16::MAX)) else { return Found::Nothing };
        let target = self.repository.on_disk(folder).join(&*target);
        let target = rest.iter().fold(target, |path, name| path.join(name));
        let target = ov_project::normalize(&target);
        match self.repository.inside(&target) {
            _ if links >= MOST_LINKS => Found::Nothing,
            Some(inside) => self.walk(&parts(&inside), links + 1),
            None => Found::Disk(target),
        }
    }

    fn enter(&self, path: &str, rest: &[String]) -> Found<'_> {
        let on_disk = rest.iter().fold(self.repository.on_disk(path), |path, name| path.join(name));
        match self.modules.get(path) {
            Some(module) => Found::Module(module, on_disk),
            // Its commit is not here: what is checked out is the best there is.
            None if self.disk.kind(&self.repository.on_disk(path).join(".git")).is_some() => Found::Disk(on_disk),
            None if rest.is_empty() => Found::Empty,
            None => Found::Nothing,
        }
    }

    /// What git does not keep.
    fn beside(&self, path: &str) -> Found<'_> {
        let path = path.trim_end_matches('/');
        let is_ignored = self.ignored.iter().any(|ignored| match ignored.strip_suffix('/') {
            Some(folder) => path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
            None => path == ignored,
        });
        if is_ignored { Found::Disk(self.repository.on_disk(path)) } else { Found::Nothing }
    }

    fn members(&self, folder: &str) -> Vec<DirEntry> {
        let known = self.listing.members(folder).into_iter().flatten();
        let mut entries: Vec<DirEntry> = known
            .map(|(name, member)| DirEntry {
                name: name.clone(),
                kind: self.kind_of(folder, name, member),
                is_link: matches!(member, Member::Link(_)),
            })
            .collect();
        for path in &self.ignored {
            let path = path.trim_end_matches('/');
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            if parent == folder
                && let Some(kind) = self.disk.kind(&self.repository.on_disk(path))
            {
                entries.push(DirEntry { name: name.to_owned(), kind, is_link: false });
            }
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        entries.dedup_by(|a, b| a.name == b.name);
        entries
    }

    fn kind_of(&self, folder: &str, name: &str, member: &Member) -> EntryKind {
        match member {
            Member::Folder | Member::Module(_) => EntryKind::Directory,
            Member::File(_) => EntryKind::File,
            Member::Link(_) => {
                let path = self.repository.on_disk(&below(folder, name));
                self.kind(&path).unwrap_or(EntryKind::Other)
            }
        }
    }
}

impl Files for Revision<'_> {
    fn read(&self, path: &Path) -> Result<Arc<str>, ReadError> {
        match self.find(path) {
            Found::File(id) => self.batch.text(id, self.disk.limit()),
            Found::Folder(_) | Found::Empty => Err(ReadError::IsDirectory),
            Found::Nothing => Err(ReadError::Missing),
            Found::Disk(path) => self.disk.read(&path),
            Found::Module(module, path) => module.read(&path),
        }
    }

    fn list(&self, dir: &Path) -> Result<Vec<DirEntry>, ReadError> {
        match self.find(dir) {
            Found::Folder(folder) => Ok(self.members(&folder)),
            Found::Empty => Ok(Vec::new()),
            Found::File(_) | Found::Nothing => Err(ReadError::Missing),
            Found::Disk(path) => self.disk.list(&path),
            Found::Module(module, path) => module.list(&path),
        }
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        match self.find(path) {
            Found::File(_) => Some(EntryKind::File),
            Found::Folder(_) | Found::Empty => Some(EntryKind::Directory),
            Found::Nothing => None,
            Found::Disk(path) => self.disk.kind(&path),
            Found::Module(module, path) => module.kind(&path),
        }
    }

    fn for_each(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        self.disk.for_each(count, job);
    }
}

fn parts(path: &Path) -> Vec<String> {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    names.collect()
}
