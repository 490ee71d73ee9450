//! Texts that stand in front of other files: standard input, repairs not yet written.

use ov_project::{DirEntry, EntryKind, Files, ReadError};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// `base` with some files changed and some paths gone.
pub struct Overlay<'b> {
    base: &'b dyn Files,
    texts: BTreeMap<PathBuf, Arc<str>>,
    gone: BTreeSet<PathBuf>,
}

impl<'b> Overlay<'b> {
    /// Shows `base` as it is.
    pub fn new(base: &'b dyn Files) -> Self {
        Self { base, texts: BTreeMap::new(), gone: BTreeSet::new() }
    }

    /// Puts `text` at `path`.
    pub fn put(&mut self, path: PathBuf, text: Arc<str>) {
        self.texts.insert(path, text);
    }

    /// Hides a file, or a folder with all in it.
    pub fn delete(&mut self, path: PathBuf) {
        self.texts.retain(|file, _| !file.starts_with(&path));
        self.gone.insert(path);
    }

    /// The files put, by path.
    pub fn texts(&self) -> &BTreeMap<PathBuf, Arc<str>> {
        &self.texts
    }

    /// The paths hidden.
    pub fn gone(&self) -> &BTreeSet<PathBuf> {
        &self.gone
    }

    fn is_gone(&self, path: &Path) -> bool {
        path.ancestors().any(|folder| self.gone.contains(folder))
    }
}

impl Files for Overlay<'_> {
    fn read(&self, path: &Path) -> Result<Arc<str>, ReadError> {
        match self.texts.get(path) {
            Some(text) => Ok(text.clone()),
            None if self.is_gone(path) => Err(ReadError::Missing),
            None => self.base.read(path),
        }
    }

    fn list(&self, dir: &Path) -> Result<Vec<DirEntry>, ReadError> {
        let base = if self.is_gone(dir) { Err(ReadError::Missing) } else { self.base.list(dir) };
        let mut put = members(&self.texts, dir);
        if put.is_empty() && self.gone.is_empty() {
            return base;
        }
        let mut entries = match base {
            Err(why) if put.is_empty() => return Err(why),
            base => base.unwrap_or_default(),
        };
        entries.retain(|entry| !put.contains_key(&entry.name) && !self.gone.contains(&dir.join(&entry.name)));
        entries.extend(std::mem::take(&mut put).into_iter().map(|(name, kind)| DirEntry {
            name,
            kind,
            is_link: false,
        }));
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        if self.texts.contains_key(path) {
            return Some(EntryKind::File);
        }
        if self.texts.keys().any(|file| file.starts_with(path)) {
            return Some(EntryKind::Directory);
        }
        if self.is_gone(path) { None } else { self.base.kind(path) }
    }

    fn for_each(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        self.base.for_each(count, job);
    }
}

fn members(texts: &BTreeMap<PathBuf, Arc<str>>, dir: &Path) -> BTreeMap<String, EntryKind> {
    let below = texts.keys().filter_map(|path| path.strip_prefix(dir).ok());
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
}
