//! Completion, hover, outline and the like as plain functions; no protocol types.
//!
//! All of them take a text and its tree as they are at this moment, half typed perhaps, and never fail.

mod completion;
mod definition;
mod folding;
mod format;
mod graph;
mod hints;
mod hover;
mod inherited;
mod lenses;
mod links;
mod matrix;
mod names;
mod outline;
mod packages;
mod preview;
mod selection;
mod service;
mod spot;
mod tokens;

pub use completion::{Candidate, CandidateKind, complete};
pub use definition::{Destination, definition};
pub use folding::{Fold, FoldKind, folds};
pub use format::{Replacement, format};
pub use graph::{Edge, EdgeKind, ImageNode, LayerNode, ProjectGraph, project_graph};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use lenses::{Lens, LensAction, lenses};
pub use links::{Link, LinkTarget, links};
pub use matrix::{Cell, Matrix, MatrixLayer, Thing, ThingKind, matrix};
pub use names::{
    Mention, Name, NameKind, NamedThing, Renaming, layer_name, mentions, mentions_in, named_things, names_in, rename,
    symbol_at,
};
pub use outline::{Symbol, SymbolKind, outline};
pub use packages::{AskedName, DistroPackages, LayerPackages, ListedPackage, packages};
pub use preview::{Preview, PreviewEntry, PreviewFile, PreviewRequest, preview};
pub use selection::selections;
pub use spot::{Grammar, Spot};
pub use tokens::{Token, tokens};

use ov_project::{FileId, Graph, Layer, LayerId, Project, Targets};
use ov_render::init::InitTemplates;
use ov_syntax::{Text, Tree};

/// A file of a project as the author sees it.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its graph.
    pub graph: &'a Graph,
    /// Who uses which layer.
    pub targets: &'a Targets,
    /// Its init systems.
    pub templates: &'a InitTemplates,
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
        self.layer_id().map(|id| self.project.layer(id))
    }

    /// The index of this layer.
    pub fn layer_id(&self) -> Option<LayerId> {
        let is_it = |layer: &Layer| layer.file == self.file && !layer.inline;
        self.project.layers.iter().position(is_it).map(|index| LayerId(index as u32))
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
