//! What an image adds to the preview of one layer: the number of its fragment, the distro, and whether there are fragments at all.

use super::{BuildPlan, image_inits};
use crate::init::InitTemplates;
use crate::services::{LayerPreview, Position, RenderOptions, preview};
use ov_project::{Graph, ImageFacts, LayerId, Project};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// The order and numbers that the build of an image uses.
#[derive(Clone, Debug)]
pub struct Numbering {
    /// The image.
    pub image: SmolStr,
    /// Its layers in this order.
    pub order: Vec<LayerId>,
    /// Its distro tags, where they are known.
    pub distro: Option<Vec<SmolStr>>,
    /// Whether layers that are not known here may shift the numbers.
    pub is_estimate: bool,
    /// Whether the image writes a supervisord configuration; another one keeps that of its base.
    pub writes_supervisord: bool,
    positions: FxHashMap<LayerId, u32>,
}

impl Numbering {
    /// Numbers the layers of an image; `None` where the image is not built. A disabled image is built together with all others,
    /// as all are `with_disabled`.
    pub fn new(
        project: &Project,
        graph: &Graph,
        templates: &InitTemplates,
        image: &ImageFacts,
        with_disabled: bool,
    ) -> Option<Self> {
        let name = image.name(project);
        let plan = BuildPlan::new(project, graph, with_disabled || !image.enabled);
        let index = plan.find(name)?;
        let order = plan.init_order(graph, index);
        let inits = image_inits(project, graph, templates, &plan, index);
        Some(Self {
            image: name.clone(),
            positions: order.iter().enumerate().map(|(at, &id)| (id, at as u32 + 1)).collect(),
            order,
            distro: image.distro.clone(),
            is_estimate: plan.is_estimate(index),
            writes_supervisord: inits.active.iter().any(|name| name == "supervisord"),
        })
    }

    /// The number of a layer, where the image builds it.
    pub fn position(&self, layer: LayerId) -> Option<u32> {
        self.positions.get(&layer).copied()
    }

    /// The preview of a layer in this image.
    pub fn preview(
        &self,
        templates: &InitTemplates,
        project: &Project,
        layer: LayerId,
        options: &RenderOptions,
    ) -> LayerPreview {
        let position = self.position(layer).map_or(options.position, Position::Number);
        let options = RenderOptions { position, ..options.clone() };
        let mut ours = preview(templates, project.layer(layer), project.dialect, &options);
        if !self.writes_supervisord {
            ours.supervisord.fragment = None;
            ours.supervisord.relays.clear();
        }
        ours
    }
}
