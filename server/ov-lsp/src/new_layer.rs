//! A new layer, as the project would have it.

use ov_project::{Files, Graph, LAYER_FILE, Project, Targets};
use ov_rules::scaffold::{self, NewLayer};
use ov_rules::{Context, Index};
use std::path::{Path, PathBuf};

/// A file to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Absolute path.
    pub path: PathBuf,
    /// What is in it.
    pub text: String,
}

/// The file of a layer called `name`, beside the project's others, with each of the services in both forms.
pub fn new_layer(project: &Project, files: &dyn Files, name: &str, services: &[String]) -> NewFile {
    let graph = Graph::new(project);
    let targets = Targets::new(project, &graph);
    let context = Context { project, graph: &graph, targets: &targets, index: &Index::default() };
    let model = project.layers.iter().find(|layer| !layer.inline && project.file(layer.file).is_present());
    let model = model.and_then(|layer| files.read(&project.file(layer.file).path).ok());
    let text = scaffold::text(&context, &NewLayer { name, services, model: model.as_deref() });
    NewFile { path: folder(project).join(name).join(LAYER_FILE), text }
}

/// Where the project's layers are.
fn folder(project: &Project) -> PathBuf {
    let known = project.layers.iter().filter(|layer| !layer.inline).find_map(|layer| layer.dir.parent());
    known.map_or_else(|| project.root.join("layers"), Path::to_path_buf)
}
