//! Ids of checks, and where two of them meet.

use crate::checks::{Home, Scope, of_entities};
use crate::context::{Context, LayerContext};
use crate::finding::Place;
use ov_project::{Layer, LayerId, PlacedUnit, Target, TargetKind, View};
use ov_syntax::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

/// Checks with the same are taken for one another.
pub(crate) type IdKey = (Scope, SmolStr);

/// The id of a layer's check.
pub(crate) fn key(check: View<'_>) -> Option<IdKey> {
    Some((Scope::of(check, Home::Layer), check.text("id")?.value.clone()))
}

/// Two layers of one image have the same id.
pub(crate) struct Collision<'a> {
    /// The id in the first of the two.
    pub(crate) place: Place,
    /// The first.
    pub(crate) layer: &'a Layer,
    /// What has both.
    pub(crate) target: &'a Target,
}

/// The ids of a layer's checks, as far as they are among `wanted`.
pub(crate) fn of_layer<'l>(
    layer: &'l Layer,
    wanted: impl IntoIterator<Item = &'l IdKey>,
) -> impl Iterator<Item = (IdKey, Span)> {
    let wanted: FxHashSet<&str> = wanted.into_iter().map(|(_, id)| id.as_str()).collect();
    let checks = layer.content.items("eval").iter().filter_map(PlacedUnit::view);
    checks.filter_map(move |check| {
        let id = check.text("id").filter(|id| wanted.contains(id.value.as_str()))?;
        Some((key(check)?, id.span))
    })
}

/// Where another layer, one before this one, has the same id in the same image.
pub(crate) fn collision<'a>(layer: &LayerContext<'a>, id: &IdKey) -> Option<Collision<'a>> {
    let mut before = layer.check_ids().get(id).take_while(|other| *other < layer.id);
    let (other, target) = before.find_map(|other| Some((other, common_image(layer, other)?)))?;
    let other = layer.around().project.layer(other);
    let (_, span) = of_layer(other, [id]).find(|(known, _)| known == id)?;
    Some(Collision { place: Place { file: other.file, span }, layer: other, target })
}

fn common_image<'a>(layer: &LayerContext<'a>, other: LayerId) -> Option<&'a Target> {
    layer.targets().filter(|t| t.kind == TargetKind::Image).find(|t| t.layers.contains(&other))
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
