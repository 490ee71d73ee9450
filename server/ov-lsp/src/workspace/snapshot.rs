//! A project at one moment.

use ov_project::{Graph, Project, Targets};
use ov_rules::{Context, Index};
use std::sync::Arc;

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
}

impl Snapshot {
    /// As rules see it.
    pub fn context(&self) -> Context<'_> {
        Context { project: &self.project, graph: &self.graph, targets: &self.targets, index: &self.index }
    }
}
