//! Folders that cannot be looked into.
#![allow(clippy::unwrap_used)]

use ov_project::{Config, DirEntry, EntryKind, FileContent, Files, MemoryFiles, ReadError, load};
use std::path::Path;
use std::sync::Arc;

/// One folder keeps what it holds to itself.
struct Locked(MemoryFiles, &'static str);

impl Files for Locked {
    fn read(&self, path: &Path) -> Result<Arc<str>, ReadError> {
        self.0.read(path)
    }

    fn list(&self, dir: &Path) -> Result<Vec<DirEntry>, ReadError> {
        if dir == Path::new(self.1) {
            return Err(ReadError::Unreadable("permission denied".into()));
        }
        self.0.list(dir)
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        self.0.kind(path)
    }
}

#[test]
fn is_part_of_the_answer() {
    let root = ("/p/overthink.yml", "version: 2026.144.1443\ndiscover: {layer: [layers]}\n");
    let layers = [("/p/layers/a/layer.yml", "layer: {require: [b]}\n"), ("/p/layers/b/layer.yml", "layer: {}\n")];
    for files in [vec![root, layers[0], layers[1]], layers.to_vec()] {
        let files = Locked(MemoryFiles::new(files), "/p/layers/b");
        let project = load(Path::new("/p"), &files, Config::default());
        let refused = |file: &&ov_project::SourceFile| matches!(file.content, FileContent::Failed(_));
        let refused: Vec<&str> = project.files.iter().filter(refused).map(|file| file.display.as_str()).collect();
        assert_eq!(refused, ["layers/b"]);
        assert!(project.names_missing, "what `a` needs may be in there");
        assert_eq!(project.layers.len(), 1);
    }
}
