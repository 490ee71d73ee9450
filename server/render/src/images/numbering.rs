//! What an image adds to the preview of one layer: the number of its fragment, the distro, and whether there are fragments at all.

use super::{BuildPlan, PlannedImage, image_inits};
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
        let plan = BuildPlan::new(project, graph, with_disabled || !image.enabled);
        let index = plan.find(image.name(project))?;
        Some(Self::of_planned(project, graph, templates, &plan, index, image.distro.clone()))
    }

    /// The same for an image called `name` that the build makes for layers that others share; `images` are those of the project.
    pub fn of_made_image(
        project: &Project,
        graph: &Graph,
        templates: &InitTemplates,
        images: &[ImageFacts],
        name: &str,
        with_disabled: bool,
    ) -> Option<Self> {
        let plan = BuildPlan::new(project, graph, with_disabled);
        let index = plan.find(name).filter(|&index| plan.images[index].id.is_none())?;
        let base = PlannedImage::chain(&plan.images, index).find_map(|index| plan.images[index].id);
        let distro = base.and_then(|id| images[id.0 as usize].distro.clone());
        Some(Self::of_planned(project, graph, templates, &plan, index, distro))
    }

    fn of_planned(
        project: &Project,
        graph: &Graph,
        templates: &InitTemplates,
        plan: &BuildPlan,
        index: usize,
        distro: Option<Vec<SmolStr>>,
    ) -> Self {
        let order = plan.init_order(graph, index);
        let inits = image_inits(project, graph, templates, plan, index);
        Self {
            image: plan.images[index].name.clone(),
            positions: order.iter().enumerate().map(|(at, &id)| (id, at as u32 + 1)).collect(),
            order,
            distro,
            is_estimate: plan.is_estimate(index),
            writes_supervisord: inits.active.iter().any(|name| name == "supervisord"),
        }
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
