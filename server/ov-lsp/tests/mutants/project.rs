//! The project that mistakes are made in.

use ov_lsp::check::{CheckRequest, analyse};
use ov_lsp::disk::DiskFiles;
use ov_lsp::fix::{Repaired, repair};
use ov_lsp::merge::Rendered;
use ov_lsp::overlay::Overlay;
use ov_lsp::report::{Finding, Report};
use ov_project::{CONFIG_FILE, Config, Files, MemoryFiles, load_with};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A layer of the project.
pub(crate) struct Layer {
    pub(crate) name: String,
    /// Relative to the root.
    pub(crate) file: String,
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    pub(crate) rendered: Rendered,
}

/// The project, after what it has to fix of its own.
pub(crate) struct Corpus {
    root: PathBuf,
    files: MemoryFiles,
    pub(crate) layers: Vec<Layer>,
    /// How often something is said of the untouched project.
    pub(crate) usual: Said,
}

/// How often something is said: by file, rule and message.
pub(crate) type Said = BTreeMap<(String, String, String), usize>;

pub(crate) fn said(report: &Report) -> Said {
    let mut said = Said::new();
    for finding in &report.findings {
        *said.entry(key(finding)).or_default() += 1;
    }
    said
}

pub(crate) fn key(finding: &Finding) -> (String, String, String) {
    (finding.place.file.to_string(), finding.rule.to_string(), finding.message.clone())
}

impl Corpus {
    /// None, and a word about it, where it is absent.
    pub(crate) fn read() -> Option<Self> {
        let Ok(root) = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus").canonicalize() else {
            eprintln!("SKIPPED: ../shared/corpus is not here");
            return None;
        };
        let disk = DiskFiles::default();
        let mut texts = BTreeMap::new();
        collect(&root, &disk, &mut texts);
        let mut corpus = Self { files: memory(&texts), root, layers: Vec::new(), usual: Said::new() };
        let fixed = corpus.repair(&[], false);
        texts.extend(fixed.changes.into_iter().map(|change| (change.path, change.after.to_string())));
        corpus.files = memory(&texts);
        corpus.usual = said(&corpus.check(&[]));
        let names: BTreeSet<String> = texts.keys().filter_map(|path| corpus.layer_of(path)).collect();
        let rendered = corpus.rendered(&[], &names);
        for (name, rendered) in names.into_iter().zip(rendered) {
            let file = format!("layers/{name}/layer.yml");
            let path = corpus.root.join(&file);
            let text = texts[&path].clone();
            corpus.layers.push(Layer { name, file, path, text, rendered });
        }
        Some(corpus)
    }

    fn layer_of(&self, path: &Path) -> Option<String> {
        let inside = path.strip_prefix(&self.root).ok()?.strip_prefix("layers").ok()?;
        let is_layer = inside.ends_with("layer.yml") && inside.components().count() == 2;
        is_layer.then(|| inside.parent().unwrap().to_string_lossy().into_owned())
    }

    fn with<'f>(&'f self, changes: &[(&Path, &str)]) -> Overlay<'f> {
        let mut files = Overlay::new(&self.files);
        for (path, text) in changes {
            files.put(path.to_path_buf(), (*text).into());
        }
        files
    }

    fn request(&self) -> CheckRequest {
        let config = self.files.read(&self.root.join(CONFIG_FILE)).map(|text| Config::read(&text)).unwrap_or_default();
        CheckRequest::whole(&self.root, config)
    }

    /// What is said of the project with other texts.
    pub(crate) fn check(&self, changes: &[(&Path, &str)]) -> Report {
        analyse(&self.request(), &self.with(changes)).unwrap()
    }

    /// The same where every service is to have both forms.
    pub(crate) fn check_strictly(&self, changes: &[(&Path, &str)]) -> Report {
        let mut request = self.request();
        request.config.strict_mixed_entry = true;
        analyse(&request, &self.with(changes)).unwrap()
    }

    /// What `check --fix` makes of the project with other texts.
    pub(crate) fn repair(&self, changes: &[(&Path, &str)], unsafe_too: bool) -> Repaired {
        let request = self.request();
        repair(&self.with(changes), unsafe_too, &|files| analyse(&request, files)).unwrap()
    }

    /// What these layers render to in the project with other texts.
    pub(crate) fn rendered(&self, changes: &[(&Path, &str)], names: &BTreeSet<String>) -> Vec<Rendered> {
        let project = load_with(&self.root, &self.with(changes), self.request().config, &[]);
        names.iter().map(|name| Rendered::of(&project, &BTreeSet::from([name.clone()]))).collect()
    }
}

fn memory(texts: &BTreeMap<PathBuf, String>) -> MemoryFiles {
    MemoryFiles::new(texts.iter().map(|(path, text)| (path.as_path(), text.as_str())))
}

fn collect(folder: &Path, disk: &DiskFiles, into: &mut BTreeMap<PathBuf, String>) {
    for entry in disk.list(folder).unwrap() {
        let path = folder.join(&entry.name);
        if path.is_dir() {
            collect(&path, disk, into);
        } else {
            into.insert(path.clone(), disk.read(&path).unwrap_or_default().to_string());
        }
    }
}
