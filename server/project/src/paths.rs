//! Paths without a file system: purely by their text.

use std::path::{Component, Path, PathBuf};

/// `path` without `.` and `..`; what would climb above the root of the file system is left out.
pub fn normalize(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

/// `path` relative to `root` with `/` between the parts; `path` itself where it is not below.
pub fn display(path: &Path, root: &Path) -> String {
    let shown = path.strip_prefix(root).unwrap_or(path);
    if shown.is_absolute() {
        return shown.to_string_lossy().into_owned();
    }
    let parts: Vec<_> = shown.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
