//! Requests of our own, one file each; see `docs/protocol.md`.

pub(super) mod graph;
pub(super) mod matrix;
pub(super) mod packages;
pub(super) mod preview;
pub(super) mod status;
pub(super) mod why;

use serde::Deserialize;
use tower_lsp_server::ls_types::Uri;

/// Any file or folder of a project.
#[derive(Debug, Deserialize)]
pub(super) struct AnyFile {
    pub(super) uri: Uri,
}
