//! Ports and volumes that a project declares.

use crate::context::{Context, LayerContext};
use crate::services::ServiceExt;
use ov_project::{LayerFile, LayerRef, PlacedEntity, Reached, Value, View};
use std::collections::BTreeSet;

/// What the variables of checks can stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Declared {
    /// Container ports.
    pub(crate) ports: BTreeSet<u16>,
    /// Names of volumes.
    pub(crate) volumes: BTreeSet<String>,
    /// Those of them that layers declare.
    pub(crate) layer_volumes: BTreeSet<String>,
    /// Whether more may be declared out of reach.
    pub(crate) open: bool,
}

/// What one part of the project may count on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'p> {
    /// What the project declares.
    pub(crate) project: &'p Declared,
    /// Whether more may be declared for this part.
    pub(crate) open: bool,
}

impl<'p> Around<'p> {
    /// What an image or a deployment may find.
    pub(crate) fn entities(project: &'p Context<'_>) -> Self {
        let project = project.declared();
        Self { project, open: project.open }
    }

    /// What a layer may find beside it: in any layer, image or deployment of the project.
    pub(crate) fn layer(layer: &'p LayerContext<'_>) -> Self {
        let start = Reached { layers: vec![layer.id], incomplete: false };
        let needs = layer.graph().closure(&start);
        let project = layer.around().declared();
        let content = &layer.layer.content;
        let says_nothing = ports(content).next().is_none() && volumes(content).next().is_none();
        let unused = layer.targets().next().is_none();
        let leads_out = needs.incomplete || layer.targets().any(|t| t.incomplete);
        Self { project, open: (leads_out && project.open) || (unused && says_nothing) }
    }
}

impl Declared {
    /// What all layers, images and deployments of the project declare.
    pub(crate) fn in_project(cx: &Context<'_>) -> Self {
        let mut declared = Self { open: is_open(cx), ..Self::default() };
        for layer in &cx.project.layers {
            declared.ports.extend(ports(&layer.content));
            declared.layer_volumes.extend(volumes(&layer.content));
        }
        declared.volumes.clone_from(&declared.layer_volumes);
        let entities = cx.project.images.iter().chain(&cx.project.entities);
        entities.filter_map(PlacedEntity::view).for_each(|view| declared.add_entity(view));
        for (_, datum) in &cx.project.defaults {
            datum.value.record().into_iter().for_each(|record| declared.add_entity(View::new(record, 0)));
        }
        declared
    }

    fn add_entity(&mut self, view: View<'_>) {
        self.ports.extend(view.list("port").filter_map(|at| port(at.value)));
        for item in view.list("volume") {
            let name = item.value.child("name").unwrap_or(item.value).text();
            self.volumes.extend(name.map(|n| n.split(':').next().unwrap_or_default().to_owned()));
        }
        for (_, nested) in view.map("nested") {
            nested.value.record().into_iter().for_each(|record| self.add_entity(View::new(record, view.base())));
        }
    }
}

/// Whether references lead to layers or images that this checkout does not have. One that leads nowhere at all hides nothing.
fn is_open(cx: &Context<'_>) -> bool {
    let project = cx.project;
    let of_layers = project.layers.iter().flat_map(|l| l.content.texts("require").chain(l.content.texts("layer")));
    let entities = project.images.iter().chain(&project.entities).filter_map(PlacedEntity::view);
    let of_entities = entities.flat_map(|view| view.texts("layer").chain(view.texts("add_layer")));
    let mut references = of_layers.chain(of_entities);
    !project.unresolved.is_empty()
        || !project.namespaces.is_empty()
        || references.any(|at| project.layer_ref(at.value) == LayerRef::Remote)
}

/// Ports that a layer declares.
pub(crate) fn ports(content: &LayerFile) -> impl Iterator<Item = u16> {
    content.list("port").filter_map(|at| port(at.value))
}

/// Whether a service of a layer names a port in its command or environment.
pub(crate) fn is_served(layer: &LayerContext<'_>, port: u16) -> bool {
    let names = |text: &str| names_number(text, port);
    layer.services().any(|service| {
        let mut env = service.entry.map("env").filter_map(|(_, value)| value.value.text());
        service.exec().is_some_and(|at| names(at.value)) || env.any(|value| names(value))
    })
}

/// Whether a number stands in a text by itself.
pub(crate) fn names_number(text: &str, number: u16) -> bool {
    let number = number.to_string();
    text.split(|c: char| !c.is_ascii_digit()).any(|word| word == number)
}

fn volumes(content: &LayerFile) -> impl Iterator<Item = String> {
    content.records("volume").filter_map(|(view, _)| Some(view.text("name")?.value.to_string()))
}

/// The container's port of `80`, `tcp:80` or `8080:80`.
fn port(value: &Value) -> Option<u16> {
    match value {
        Value::Int(number) => u16::try_from(*number).ok(),
        Value::Text(text) => text.rsplit(':').next()?.split('/').next()?.parse().ok(),
        _ => None,
    }
}
