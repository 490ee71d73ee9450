//! Standard input in the place of a file.

use super::outcome::Failure;
use crate::disk::{DEFAULT_MAX_FILE_SIZE, text_of, words};
use crate::overlay::Overlay;
use crate::targets::Surroundings;
use ov_project::{Files, ReadError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What standard input is taken for where nobody says.
const DEFAULT_NAME: &str = "layer.yml";

/// Text from standard input and where it stands.
pub(super) struct Stdin {
    pub(super) path: PathBuf,
    pub(super) text: Arc<str>,
}

/// Reads standard input where `-` is among what was named; `filename` is what to take it for.
pub(super) fn stdin(
    named: &[PathBuf],
    filename: Option<&Path>,
    project: Option<&Path>,
    around: &Surroundings,
) -> Result<Option<Stdin>, Failure> {
    let is_dash = |path: &PathBuf| path.as_os_str() == "-";
    if !named.iter().any(is_dash) {
        return match filename {
            Some(_) => Err(Failure::usage("`--stdin-filename` goes with `-`")),
            None => Ok(None),
        };
    }
    if named.len() > 1 {
        return Err(Failure::usage("`-` stands alone: nothing else can be named beside standard input"));
    }
    let name = filename.unwrap_or(Path::new(DEFAULT_NAME));
    let text = read(DEFAULT_MAX_FILE_SIZE).map_err(|why| Failure::usage(format_args!("standard input {why}")))?;
    Ok(Some(Stdin { path: place(name, project, around), text }))
}

/// Where a file of this name stands: in the project, where one is named and the name leads into it from there only.
fn place(name: &Path, project: Option<&Path>, around: &Surroundings) -> PathBuf {
    let from_here = around.absolute(name);
    match project.map(|root| around.absolute(root)) {
        Some(root) if !from_here.starts_with(&root) => root.join(name),
        _ => from_here,
    }
}

fn read(limit: u64) -> Result<Arc<str>, ReadError> {
    let mut bytes = Vec::new();
    let input = io::stdin().lock().take(limit + 1).read_to_end(&mut bytes);
    input.map_err(|why| ReadError::Unreadable(words(&why)))?;
    let size = bytes.len() as u64;
    if size > limit { Err(ReadError::TooLarge { size, limit }) } else { text_of(bytes) }
}

/// `disk` with standard input in its place.
pub(super) fn over<'d>(disk: &'d dyn Files, stdin: Option<&Stdin>) -> Overlay<'d> {
    let mut files = Overlay::new(disk);
    if let Some(stdin) = stdin {
        files.put(stdin.path.clone(), stdin.text.clone());
    }
    files
}
