//! The shortest way from an image to each of its layers.

use super::{Link, Place};
use ov_project::{At, Base, FileId, ImageId, LayerId, LayerRef, PlacedEntity, Project, base, base_reference};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::collections::VecDeque;

/// How each layer of an image is reached.
pub(super) struct Reach {
    arrivals: FxHashMap<LayerId, Arrival>,
    /// Layers and bases that this checkout does not have.
    pub(super) unresolved: Vec<Link>,
}

struct Arrival {
    from: Origin,
    link: Link,
}

enum Origin {
    /// The images from the one asked about to the one that lists the layer.
    Image(Vec<Link>),
    Layer(LayerId),
}

impl Reach {
    pub(super) fn new(project: &Project, image: ImageId) -> Self {
        let mut reach = Self { arrivals: FxHashMap::default(), unresolved: Vec::new() };
        let mut open = VecDeque::new();
        reach.enter_images(project, image, &mut open);
        while let Some(id) = open.pop_front() {
            let layer = project.layer(id);
            for (key, verb) in [("layer", "includes"), ("require", "requires")] {
                for at in layer.content.texts(key) {
                    let fact = format!("layer `{}` {verb} `{}`", layer.name, at.value);
                    let link = link(fact, layer.file, at);
                    reach.enter(project, at.value, Arrival { from: Origin::Layer(id), link }, &mut open);
                }
            }
        }
        reach
    }

    /// The layers that the image and its bases list, the image's own first.
    fn enter_images(&mut self, project: &Project, image: ImageId, open: &mut VecDeque<LayerId>) {
        let mut bases: Vec<Link> = Vec::new();
        let mut seen = vec![image];
        let mut current = image;
        loop {
            let entity = project.image(current);
            for at in entity.view().into_iter().flat_map(|v| v.texts("layer")) {
                let link = link(format!("image `{}` lists layer `{}`", entity.name(), at.value), entity.file, at);
                self.enter(project, at.value, Arrival { from: Origin::Image(bases.clone()), link }, open);
            }
            let Some(reference) = base_reference(project, current) else { return };
            let based_on = base_link(entity, reference);
            match base(project, current) {
                Base::Internal(next) if !seen.contains(&next) => {
                    bases.push(based_on);
                    seen.push(next);
                    current = next;
                }
                Base::Unresolved | Base::Namespaced { .. } => {
                    let fact = format!("{}, which is another project's", based_on.fact);
                    self.unresolved.push(Link { fact, ..based_on });
                    return;
                }
                Base::Internal(_) | Base::External => return,
            }
        }
    }

    fn enter(&mut self, project: &Project, reference: &SmolStr, arrival: Arrival, open: &mut VecDeque<LayerId>) {
        match project.layer_ref(reference) {
            LayerRef::Local(id) => {
                self.arrivals.entry(id).or_insert_with(|| {
                    open.push_back(id);
                    arrival
                });
            }
            LayerRef::Remote => {
                let fact = format!("{}, which is in a repository out of reach", arrival.link.fact);
                self.unresolved.push(Link { fact, ..arrival.link });
            }
            LayerRef::Unknown => {
                let fact = format!("{}, but there is no such layer", arrival.link.fact);
                self.unresolved.push(Link { fact, ..arrival.link });
            }
        }
    }

    /// From the image to a layer; `None` where no way leads there.
    pub(super) fn chain(&self, layer: LayerId) -> Option<Vec<Link>> {
        let mut links = Vec::new();
        let mut arrival = self.arrivals.get(&layer)?;
        loop {
            links.push(arrival.link.clone());
            match &arrival.from {
                Origin::Layer(previous) => arrival = self.arrivals.get(previous)?,
                Origin::Image(bases) => {
                    links.extend(bases.iter().rev().cloned());
                    links.reverse();
                    return Some(links);
                }
            }
        }
    }
}

fn base_link(entity: &PlacedEntity, reference: At<&SmolStr>) -> Link {
    link(format!("image `{}` is based on `{}`", entity.name(), reference.value), entity.file, reference)
}

fn link(fact: String, file: FileId, at: At<&SmolStr>) -> Link {
    Link { fact, place: Some(Place { file, span: at.span }) }
}
