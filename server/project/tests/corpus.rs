//! The whole corpus through discovery and lowering.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use ov_project::{Config, DirEntry, EntryKind, Files, Graph, ReadError, Targets, load};
use std::path::{Path, PathBuf};
use std::sync::Arc;

struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Arc<str>, ReadError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(text.into()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(ReadError::Missing),
            Err(error) => Err(ReadError::Unreadable(error.to_string())),
        }
    }

    fn list(&self, dir: &Path) -> Result<Vec<DirEntry>, ReadError> {
        let mut members: Vec<DirEntry> = std::fs::read_dir(dir)
            .map_err(|e| ReadError::Unreadable(e.to_string()))?
            .map(|entry| {
                let entry = entry.unwrap();
                let kind = if entry.path().is_dir() { EntryKind::Directory } else { EntryKind::File };
                DirEntry { name: entry.file_name().to_string_lossy().into_owned(), kind, is_link: false }
            })
            .collect();
        members.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(members)
    }

    fn kind(&self, path: &Path) -> Option<EntryKind> {
        let meta = std::fs::metadata(path).ok()?;
        Some(if meta.is_dir() { EntryKind::Directory } else { EntryKind::File })
    }
}

fn shared(below: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(below);
    let found = path.canonicalize().ok();
    if found.is_none() {
        eprintln!("SKIPPED: ../shared/{below} is not here");
    }
    found
}

#[test]
fn the_corpus_loads_whole() {
    let Some(root) = shared("corpus") else { return };
    let project = load(&root, &Disk, Config::default());
    assert_eq!(project.layers.len(), 184);
    let graph = Graph::new(&project);
    let targets = Targets::new(&project, &graph);
    for file in &project.files {
        let problems = match &file.content {
            ov_project::FileContent::Root(root) => root.problems.clone(),
            ov_project::FileContent::Layer(layer) => {
                let mut all = layer.problems.clone();
                all.extend(layer.units().flat_map(|(_, unit)| unit.problems().to_vec()));
                all
            }
            ov_project::FileContent::Failed(error) => panic!("{} {error}", file.display),
            ov_project::FileContent::Absent => panic!("{} is absent", file.display),
        };
        for problem in problems {
            eprintln!("{}: {:?}", file.display, problem.span);
        }
    }
    for target in &targets.all {
        eprintln!(
            "{} {:?} {:?} {:?} {} {}",
            target.label(),
            target.init,
            target.distro,
            target.build,
            target.layers.len(),
            target.incomplete
        );
    }
    eprintln!("{:#?}", project.unresolved);
    eprintln!("{:#?}", project.unreached);
}
