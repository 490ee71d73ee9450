//! Ids of checks, and where two of them meet.

use crate::checks::{Check, Home, Scope, of_entities};
use crate::context::Context;
use crate::finding::Place;
use ov_project::{Layer, LayerId, TargetKind};
use ov_syntax::Span;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::collections::hash_map::Entry;

/// An id.
pub(crate) struct Id<'a> {
    scope: Scope,
    /// The id.
    pub(crate) text: &'a SmolStr,
    /// Where it stands.
    pub(crate) span: Span,
}

/// Ids seen so far.
#[derive(Default)]
pub(crate) struct Known<'a>(FxHashMap<(Scope, &'a str), Span>);

impl<'a> Known<'a> {
    /// Remembers an id; where it is known already, says where it stands first.
    pub(crate) fn add(&mut self, id: &Id<'a>) -> Option<Span> {
        match self.0.entry((id.scope, id.text)) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(place) => {
                place.insert(id.span);
                None
            }
        }
    }
}

/// Two layers of one image have the same id.
pub(crate) struct Collision {
    /// The id.
    pub(crate) text: SmolStr,
    /// The second of the two.
    pub(crate) place: Place,
    /// Its layer.
    pub(crate) layer: SmolStr,
    /// The first.
    pub(crate) other: Place,
    /// Its layer.
    pub(crate) other_layer: SmolStr,
    /// What has both.
    pub(crate) target: String,
}

/// The ids of a layer's checks.
pub(crate) fn of_layer(layer: &Layer) -> impl Iterator<Item = Id<'_>> {
    layer.content.items("eval").iter().filter_map(|unit| {
        let view = unit.view()?;
        let at = view.text("id")?;
        let check = Check::new(view, layer.file, unit.span(), Home::Layer);
        Some(Id { scope: check.scope(), text: at.value, span: at.span })
    })
}

/// Ids that two layers of one image have.
pub(crate) fn across_layers(cx: &Context<'_>) -> Vec<Collision> {
    let mut first: FxHashMap<(bool, &str), Vec<(LayerId, Span)>> = FxHashMap::default();
    let mut found = Vec::new();
    for id in cx.project.layer_ids() {
        let layer = cx.project.layer(id);
        for check in of_layer(layer) {
            let seen = first.entry((check.scope == Scope::Build, check.text)).or_default();
            if seen.iter().any(|(other, _)| *other == id) {
                continue;
            }
            found.extend(seen.iter().find_map(|(other, span)| {
                let target = common_image(cx, id, *other)?;
                let other = cx.project.layer(*other);
                Some(Collision {
                    text: check.text.clone(),
                    place: Place { file: layer.file, span: check.span },
                    layer: layer.name.clone(),
                    other: Place { file: other.file, span: *span },
                    other_layer: other.name.clone(),
                    target,
                })
            }));
            seen.push((id, check.span));
        }
    }
    found
}

fn common_image(cx: &Context<'_>, one: LayerId, other: LayerId) -> Option<String> {
    let images = cx.targets.of(one).filter(|t| t.kind == TargetKind::Image);
    images.into_iter().find(|t| t.layers.contains(&other)).map(ov_project::Target::label)
}

/// Ids that stand twice in one image or deployment: the second place and the first.
pub(crate) fn within_entities(cx: &Context<'_>) -> Vec<(Place, Place)> {
    let mut seen: FxHashMap<(usize, &str), Place> = FxHashMap::default();
    let mut found = Vec::new();
    of_entities(cx, &mut |entity, check| {
        let Some(id) = check.view.text("id").filter(|_| check.home != Home::Step) else { return };
        let place = Place { file: check.file, span: id.span };
        let key = (std::ptr::from_ref(entity).addr(), id.value.as_str());
        match seen.get(&key) {
            Some(first) => found.push((place, *first)),
            None => {
                seen.insert(key, place);
            }
        }
    });
    found
}
