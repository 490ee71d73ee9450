//! Texts that stand in front of other files: standard input, repairs not yet written.

use crate::merge::Move;
use ov_project::{DirEntry, EntryKind, Files, ReadError};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// `base` with some files changed, some paths elsewhere and some gone.
pub struct Overlay<'b> {
    base: &'b dyn Files,
    texts: BTreeMap<PathBuf, Arc<str>>,
    /// Where in `base` it stands what was moved, by where it is now.
    origins: BTreeMap<PathBuf, PathBuf>,
    moves: Vec<Move>,
    deleted: BTreeSet<PathBuf>,
    /// What is no longer where it stands in `base`: deleted, or moved away.
    gone: BTreeSet<PathBuf>,
}

impl<'b> Overlay<'b> {
    /// Shows `base` as it is.
    pub fn new(base: &'b dyn Files) -> Self {
        Self {
            base,
            texts: BTreeMap::new(),
            origins: BTreeMap::new(),
            moves: Vec::new(),
            deleted: BTreeSet::new(),
            gone: BTreeSet::new(),
        }
    }

    /// Puts `text` at `path`.
    pub fn put(&mut self, path: PathBuf, text: Arc<str>) {
        self.texts.insert(path, text);
    }

    /// Shows a file, or a folder with all in it, elsewhere.
    pub fn relocate(&mut self, from: PathBuf, to: PathBuf) {
        let origin = self.origin(&from);
        rebase(&mut self.texts, &from, &to);
        rebase(&mut self.origins, &from, &to);
        self.gone.insert(from.clone());
        self.origins.extend(origin.map(|origin| (to.clone(), origin)));
        self.moves.push(Move { from, to });
    }

    /// Hides a file, or a folder with all in it.
    pub fn delete(&mut self, path: PathBuf) {
        self.texts.retain(|file, _| !file.starts_with(&path));
        self.origins.retain(|file, _| !file.starts_with(&path));
        self.gone.insert(path.clone());
        self.deleted.insert(path);
    }

    /// The files put, by path.
    pub fn texts(&self) -> &BTreeMap<PathBuf, Arc<str>> {
        &self.texts
    }

    /// What was moved, in this order.
    pub fn moves(&self) -> &[Move] {
        &self.moves
    }

    /// The paths deleted.
    pub fn deleted(&self) -> &BTreeSet<PathBuf> {
        &self.deleted
    }

    /// Where in `base` it stands what is at `path`, or would; `None` where that is gone.
    pub fn origin(&self, path: &Path) -> Option<PathBuf> {
        let unmoved = self.origins.is_empty() && self.gone.is_empty();
        if unmoved {
            return Some(path.to_path_buf());
        }
        for above in path.ancestors() {
            if let Some(origin) = self.origins.get(above) {
                let rest = path.strip_prefix(above).unwrap_or(Path::new(""));
                return Some(if rest.as_os_str().is_empty() { origin.clone() } else { origin.join(rest) });
            }
            if self.gone.contains(above) {
                return None;
            }
        }
        Some(path.to_path_buf())
    }
}

/// All keys at or below `from` as such at or below `to`.
fn rebase<T>(map: &mut BTreeMap<PathBuf, T>, from: &Path, to: &Path) {
    let (moved, kept) = std::mem::take(map).into_iter().partition(|(path, _): &(PathBuf, T)| path.starts_with(from));
    *map = kept;
    let moved: BTreeMap<PathBuf, T> = moved;
    map.extend(moved.into_iter().filter_map(|(path, value)| {
        let rest = path.strip_prefix(from).ok()?;
        Some((if rest.as_os_str().is_empty() { to.to_path_buf() } else { to.join(rest) }, value))
    }));
}

impl Files for Overlay<'_> {
    fn read(&self, path: &Path) -> Result<Arc<str>, ReadError> {
        match self.texts.get(path) {
            Some(text) => Ok(text.clone()),
            None => self.base.read(&self.origin(path).ok_or(ReadError::Missing)?),
        }
    }

    fn list(&self, dir: &Path) -> Result<Vec<DirEntry>, ReadError> {
        let base = self.origin(dir).ok_or(ReadError::Missing).and_then(|origin| self.base.list(&origin));
        let mut put = members(self.texts.keys(), dir);
        if put.is_empty() && self.gone.is_empty() && self.origins.is_empty() {
            return base;
        }
        for (name, _) in members(self.origins.keys(), dir) {
            let kind = self.kind(&dir.join(&name)).unwrap_or(EntryKind::Other);
            put.insert(name, kind);
        }
        let mut entries = match base {
            Err(why) if put.is_empty() => return Err(why),
            base => base.unwrap_or_default(),
        };
        entries.retain(|entry| !put.contains_key(&entry.name) && self.origin(&dir.join(&entry.name)).is_some());
        entries.extend(put.into_iter().map(|(name, kind)| DirEntry { name, kind, is_link: false }));
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        if self.texts.contains_key(path) {
            return Some(EntryKind::File);
        }
        if self.texts.keys().chain(self.origins.keys()).any(|file| file != path && file.starts_with(path)) {
            return Some(EntryKind::Directory);
        }
        self.base.kind(&self.origin(path)?)
    }

    fn for_each(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        self.base.for_each(count, job);
    }
}

fn members<'p>(paths: impl Iterator<Item = &'p PathBuf>, dir: &Path) -> BTreeMap<String, EntryKind> {
    let below = paths.filter_map(|path| path.strip_prefix(dir).ok());
    below
        .filter_map(|rest| {
            let mut parts = rest.components();
            let name = parts.next()?.as_os_str().to_string_lossy().into_owned();
            Some((name, if parts.next().is_some() { EntryKind::Directory } else { EntryKind::File }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ov_project::MemoryFiles;

    fn names(files: &Overlay<'_>, dir: &str) -> Vec<String> {
        files.list(Path::new(dir)).unwrap_or_default().into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn what_is_put_wins() {
        let base = MemoryFiles::new([("/p/layers/a/layer.yml", "old"), ("/p/layers/b/layer.yml", "b")]);
        let mut files = Overlay::new(&base);
        files.put("/p/layers/a/layer.yml".into(), "new".into());
        files.put("/p/layers/c/layer.yml".into(), "c".into());
        assert_eq!(files.read(Path::new("/p/layers/a/layer.yml")).as_deref(), Ok("new"));
        assert_eq!(files.read(Path::new("/p/layers/b/layer.yml")).as_deref(), Ok("b"));
        assert_eq!(names(&files, "/p/layers"), ["a", "b", "c"]);
        assert_eq!(files.kind(Path::new("/p/layers/c")), Some(EntryKind::Directory));
    }

    #[test]
    fn what_is_deleted_is_missing() {
        let base = MemoryFiles::new([("/p/layers/a/layer.yml", "a"), ("/p/layers/b/layer.yml", "b")]);
        let mut files = Overlay::new(&base);
        files.put("/p/layers/a/layer.yml".into(), "new".into());
        files.delete("/p/layers/a".into());
        assert_eq!(files.read(Path::new("/p/layers/a/layer.yml")), Err(ReadError::Missing));
        assert_eq!(files.kind(Path::new("/p/layers/a")), None);
        assert_eq!(names(&files, "/p/layers"), ["b"]);
        assert_eq!(files.list(Path::new("/p/layers/a")), Err(ReadError::Missing));
    }

    #[test]
    fn what_is_moved_is_elsewhere() {
        let base = MemoryFiles::new([
            ("/p/layers/a-pod/layer.yml", "pod"),
            ("/p/layers/a-pod/x/y", "y"),
            ("/p/layers/a-host/run.sh", "run"),
        ]);
        let mut files = Overlay::new(&base);
        files.put("/p/layers/a-pod/layer.yml".into(), "both".into());
        files.relocate("/p/layers/a-host/run.sh".into(), "/p/layers/a-pod/run.sh".into());
        files.relocate("/p/layers/a-pod".into(), "/p/layers/a".into());
        files.delete("/p/layers/a-host".into());
        assert_eq!(names(&files, "/p/layers"), ["a"]);
        assert_eq!(names(&files, "/p/layers/a"), ["layer.yml", "run.sh", "x"]);
        assert_eq!(files.kind(Path::new("/p/layers/a/x")), Some(EntryKind::Directory));
        for (path, text) in [("layer.yml", "both"), ("run.sh", "run"), ("x/y", "y")] {
            assert_eq!(files.read(&Path::new("/p/layers/a").join(path)).as_deref(), Ok(text));
            assert_eq!(files.kind(&Path::new("/p/layers/a").join(path)), Some(EntryKind::File));
        }
        for gone in ["/p/layers/a-pod", "/p/layers/a-pod/x/y", "/p/layers/a-host/run.sh"] {
            assert_eq!(files.kind(Path::new(gone)), None);
        }
        let origin = |path: &str| files.origin(Path::new(path));
        assert_eq!(origin("/p/layers/a/layer.yml"), Some("/p/layers/a-pod/layer.yml".into()));
        assert_eq!(origin("/p/layers/a/run.sh"), Some("/p/layers/a-host/run.sh".into()));
        assert_eq!(files.moves().len(), 2);
    }
}
