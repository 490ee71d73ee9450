//! A project at one moment.

use ov_project::{Graph, Project, Targets};
use ov_render::init::InitTemplates;
use ov_rules::{Context, Index};
use std::sync::{Arc, OnceLock};

/// A project at one moment; cheap to make and to hold.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The project.
    pub project: Arc<Project>,
    /// Its graph.
    pub graph: Arc<Graph>,
    /// Who uses which layer.
    pub targets: Arc<Targets>,
    /// What rules look up across the project.
    pub index: Arc<Index>,
    /// Tells it from itself before and after every change.
    pub generation: u64,
    /// Its init systems, compiled once they were asked for.
    pub(super) templates: Arc<OnceLock<InitTemplates>>,
}

impl Snapshot {
    /// Its init systems. They hang on the root files alone, so edits of layers leave them as they are.
    pub fn templates(&self) -> &InitTemplates {
        self.templates.get_or_init(|| InitTemplates::new(&self.project))
    }

    /// As rules see it.
    pub fn context(&self) -> Context<'_> {
        Context { project: &self.project, graph: &self.graph, targets: &self.targets, index: &self.index }
    }
}
