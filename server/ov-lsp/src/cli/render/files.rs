//! Previews as files in a folder.

use super::Inits;
use crate::cli::outcome::Failure;
use crate::disk::words;
use ov_render::services::LayerPreview;
use std::fs;
use std::path::Path;

/// Writes fragments to `supervisord/` and unit files to `systemd/` below `dir`.
pub(super) fn write(dir: &Path, previews: &[LayerPreview], inits: Inits) -> Result<(), Failure> {
    for preview in previews {
        if inits.supervisord() {
            let ours = &preview.supervisord;
            for file in ours.fragment.iter().chain(&ours.relays) {
                put(&dir.join("supervisord"), &file.file, &file.text)?;
            }
        }
        if inits.systemd() {
            for entry in &preview.systemd.entries {
                if let Ok(Some(file)) = &entry.outcome {
                    put(&dir.join("systemd"), &format!("{}.service", entry.unit), &file.text)?;
                }
            }
        }
    }
    Ok(())
}

/// Names come from the project, so that they must not lead out of the folder.
fn put(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = folder.join(name.replace(['/', '\\'], "-"));
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
    written.map_err(|error| Failure::usage(format_args!("cannot write {}: {}", path.display(), words(&error))))
}
