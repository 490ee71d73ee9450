//! Projects and expected output from outside the repository; tests that need them say so and pass where they are absent.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, clippy::missing_panics_doc)]

use ov_project::{Config, MemoryFiles, Project, load};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn outside(variable: &str, default: &str) -> Option<PathBuf> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = std::env::var_os(variable).map_or_else(|| repository.join("../shared").join(default), PathBuf::from);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("SKIPPED: no {default} at {} (set ${variable})", path.display());
    None
}

pub(crate) fn golden() -> Option<PathBuf> {
    outside("OV_GOLDEN", "golden")
}

pub(crate) fn corpus() -> Option<PathBuf> {
    outside("OV_CORPUS", "corpus")
}

pub(crate) fn spec_examples() -> Option<PathBuf> {
    outside("OV_EXAMPLES", "spec/examples")
}

/// Adds all files below `dir` as if they stood below `at`.
pub(crate) fn add_tree(files: &mut MemoryFiles, dir: &Path, at: &Path) {
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let target = at.join(entry.file_name());
        if entry.path().is_dir() {
            add_tree(files, &entry.path(), &target);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            files.insert(target, text);
        }
    }
}

pub(crate) fn read_project(files: &MemoryFiles, root: &Path) -> Project {
    load(root, files, Config::default())
}

pub(crate) fn load_corpus() -> Option<Project> {
    let mut files = MemoryFiles::default();
    add_tree(&mut files, &corpus()?, Path::new("/corpus"));
    Some(read_project(&files, Path::new("/corpus")))
}

/// The made-up layers, with the corpus's templates.
pub(crate) fn load_synthetic() -> Option<Project> {
    let build = fs::read_to_string(corpus()?.join("build.yml")).unwrap();
    load_synthetic_with(&build)
}

/// The made-up layers under a build configuration.
pub(crate) fn load_synthetic_with(build: &str) -> Option<Project> {
    let mut files = MemoryFiles::default();
    add_tree(&mut files, &golden()?.join("synthetic/layers"), Path::new("/s/layers"));
    files.insert("/s/build.yml", build);
    files.insert(
        "/s/overthink.yml",
        "version: 2026.144.1443\nimport: [build.yml]\ndiscover: {layer: [{path: layers, recursive: true}]}\n",
    );
    Some(read_project(&files, Path::new("/s")))
}

/// The corpus under the root files that the image goldens were made with.
pub(crate) fn load_images_project() -> Option<Project> {
    let mut files = MemoryFiles::default();
    add_tree(&mut files, &corpus()?, Path::new("/corpus"));
    add_tree(&mut files, &golden()?.join("images_project"), Path::new("/corpus"));
    Some(read_project(&files, Path::new("/corpus")))
}

/// All JSON files of a golden folder by their stem.
pub(crate) fn json_files(dir: &str) -> BTreeMap<String, Json> {
    let dir = golden().unwrap().join(dir);
    let entries = fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path());
    let json = entries.filter(|p| p.extension().is_some_and(|e| e == "json"));
    json.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), json_file(&path))).collect()
}

pub(crate) fn json_file(path: &Path) -> Json {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Collects differences, so that one run shows them all.
#[derive(Default)]
pub(crate) struct Differences {
    checked: usize,
    found: Vec<String>,
}

impl Differences {
    pub(crate) fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, ours: &T, golden: &T) {
        self.checked += 1;
        if ours != golden {
            self.found.push(format!("{what}\n  ours:   {ours:?}\n  golden: {golden:?}"));
        }
    }

    pub(crate) fn finish(self, family: &str) {
        assert!(self.checked > 0, "{family}: nothing was compared");
        eprintln!("{family}: {} comparisons, {} differ", self.checked, self.found.len());
        assert!(self.found.is_empty(), "{family}:\n{}", self.found.join("\n"));
    }
}
