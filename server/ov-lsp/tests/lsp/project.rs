//! Projects on disk.

use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) const ROOT: &str = "version: 2026.144.1443
discover: {layer: [layers]}
image:
  web: {distro: ['fedora:43', fedora], build: [rpm], layer: [web]}
";
/// Two findings: an unknown key with a fix, and a reference that leads nowhere.
pub(crate) const WEB: &str = "layer:
  version: 2026.144.1443
  package: [nginx]
  require: [base, nowhere]
  service:
    - name: web
      exec: /usr/bin/web
      auto_strat: true
";
pub(crate) const BASE: &str = "layer:\n  version: 2026.144.1443\n  name: base\n  package: [curl]\n";

pub(crate) struct TestProject {
    folder: TempDir,
}

impl TestProject {
    pub(crate) fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("overthink.yml", ROOT);
        project.write("layers/web/layer.yml", WEB);
        project.write("layers/base/layer.yml", BASE);
        project
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
