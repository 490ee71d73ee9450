//! Which init systems an image uses.

use super::plan::BuildPlan;
use crate::init::{InitSystem, InitTemplates};
use crate::services::detect_inits;
use ov_project::{Graph, Layer, LayerId, Project};
use smol_str::SmolStr;

/// The init systems of an image, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageInits {
    /// All whose configuration is written.
    pub active: Vec<SmolStr>,
    /// The one that is started.
    pub primary: Option<SmolStr>,
}

/// What the image's own layers make it use. An image made for shared layers uses none.
pub fn image_inits(
    project: &Project,
    graph: &Graph,
    templates: &InitTemplates,
    plan: &BuildPlan,
    image: usize,
) -> ImageInits {
    if plan.images[image].id.is_none() {
        return ImageInits::default();
    }
    let own = plan.own_order(graph, image);
    let composition: Vec<&Layer> = all_layers(graph, plan, image).into_iter().map(|l| project.layer(l)).collect();
    let provides = |capability: &SmolStr| composition.iter().any(|layer| layer.provides(capability));
    let is_hit = |system: &&InitSystem| {
        own.iter().map(|&l| project.layer(l)).any(|layer| {
            let has_relay = system.relay.is_some() && layer.relay_ports().next().is_some();
            has_relay || detect_inits(templates, layer).contains(&system.name.as_str())
        })
    };
    let systems = templates.systems().iter().filter(is_hit);
    let active: Vec<SmolStr> =
        systems.filter(|s| s.requires_capability.iter().all(provides)).map(|s| s.name.clone()).collect();
    let has = |name: &str| active.iter().find(|a| *a == name).cloned();
    let booted = has("systemd").filter(|_| composition.iter().any(|layer| layer.preserves_user()));
    let primary = booted.or_else(|| has("supervisord")).or_else(|| active.first().cloned());
    ImageInits { active, primary }
}

fn all_layers(graph: &Graph, plan: &BuildPlan, image: usize) -> Vec<LayerId> {
    let own = plan.own_order(graph, image);
    plan.init_order(graph, image).into_iter().chain(own).collect()
}
