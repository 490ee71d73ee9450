//! Completion, hover, outline and the like as plain functions; no protocol types.
//!
//! All of them take a text and its tree as they are at this moment, half typed perhaps, and never fail.

mod completion;
mod definition;
mod hover;
mod outline;
mod service;
mod spot;

pub use completion::{Candidate, CandidateKind, complete};
pub use definition::definition;
pub use hover::{Hover, hover};
pub use outline::{Symbol, SymbolKind, outline};
pub use spot::{Grammar, Spot};

use ov_project::{FileId, Layer, Project, Targets};
use ov_syntax::{Text, Tree};

/// A file of a project as the author sees it.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The project.
    pub project: &'a Project,
    /// Who uses which layer.
    pub targets: &'a Targets,
    /// The file.
    pub file: FileId,
    /// Its text.
    pub text: &'a Text,
    /// The text's tree.
    pub tree: &'a Tree,
}

impl<'a> Page<'a> {
    /// The layer whose own file this is.
    pub fn layer(&self) -> Option<&'a Layer> {
        self.project.layers.iter().find(|layer| layer.file == self.file && !layer.inline)
    }

    /// What may stand in the file.
    pub fn grammar(&self) -> Grammar {
        match self.project.file(self.file).layer() {
            Some(layer) if layer.is_flat => Grammar::FlatLayer,
            Some(_) => Grammar::Layer,
            None => Grammar::Root,
        }
    }
}
