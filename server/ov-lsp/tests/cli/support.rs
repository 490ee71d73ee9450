//! Projects in temporary folders, and what the command makes of them.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The root file of a project.
pub(crate) const ROOT: &[u8] = b"version: 2026.144.1443\ndiscover:\n  layer: [layers]\n";

/// A layer that is in order.
pub(crate) const GOOD: &str = "layer:\n  name: web\n  version: 2026.144.1\n  task:\n    - cmd: \"true\"\n";

/// A layer that is not YAML.
pub(crate) const BROKEN: &str = "layer:\n  name: [\n";

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        put(folder.path(), name, content);
    }
    folder
}

/// A project with the layer `web` of this content.
pub(crate) fn project(layer: impl AsRef<[u8]>) -> TempDir {
    folder(&[("overthink.yml", ROOT), ("layers/web/layer.yml", layer.as_ref())])
}

pub(crate) fn put(folder: &Path, name: &str, content: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// The command in `folder`, without what the machine's environment says.
pub(crate) fn ov_lsp(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ov-lsp"));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.current_dir(folder).args(args);
    command
}

/// How a run ended.
pub(crate) struct Ended {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) fn run(folder: &Path, args: &[&str]) -> Ended {
    ended(&mut ov_lsp(folder, args))
}

pub(crate) fn ended(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    Ended {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Findings of `check --format json` with these further arguments.
pub(crate) fn findings(folder: &Path, args: &[&str]) -> (Option<i32>, Vec<Value>) {
    let ended = run(folder, &[&["check", "--format", "json"], args].concat());
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    (ended.status, report["findings"].as_array().unwrap().clone())
}
