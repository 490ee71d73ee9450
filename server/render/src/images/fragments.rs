//! The files an image adds to supervisord's configuration.

use super::inits::image_inits;
use super::plan::BuildPlan;
use crate::init::InitTemplates;
use crate::services::{FragmentFile, Position, RenderOptions, preview};
use ov_project::{Graph, LayerId, Project};

/// A file and the layer it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageFragment {
    /// The layer.
    pub layer: LayerId,
    /// The file.
    pub file: FragmentFile,
}

/// Fragments and relays, sorted by file name. An image whose own layers use supervisord writes the whole configuration
/// anew, the layers of its bases included; another one keeps that of its base and writes none.
pub fn fragments(
    project: &Project,
    graph: &Graph,
    templates: &InitTemplates,
    plan: &BuildPlan,
    image: usize,
    options: &RenderOptions,
) -> Vec<ImageFragment> {
    let mut files = Vec::new();
    if image_inits(project, graph, templates, plan, image).active.iter().any(|name| name == "supervisord") {
        for (index, layer) in plan.init_order(graph, image).into_iter().enumerate() {
            let options = RenderOptions { position: Position::Number(index as u32 + 1), ..options.clone() };
            let ours = preview(templates, project.layer(layer), project.dialect, &options).supervisord;
            files.extend(ours.fragment.into_iter().chain(ours.relays).map(|file| ImageFragment { layer, file }));
        }
    }
    files.sort_by(|a, b| a.file.file.cmp(&b.file.file));
    files
}
