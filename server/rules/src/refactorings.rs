//! What may be done with a layer that no finding asks for, for editors.

use crate::context::LayerContext;
use crate::finding::Place;
use crate::package_map::sort_package_map;
use crate::repair::{Change, NewValue, Repair};
use crate::spread::{everywhere, hoist, lower};
use ov_project::packages::{Package, distro_sections, format_of_distro, top_level};
use ov_project::{Layer, PlacedEntity, Target, TargetKind};
use ov_syntax::Span;
use std::cmp::Reverse;

/// As many images are offered, so that the list stays readable.
const MOST_IMAGES: usize = 8;

/// All refactorings that concern what stands at `at` in the layer's file, the narrowest first.
pub fn refactorings(layer: &LayerContext<'_>, at: Span) -> Vec<Repair> {
    let mut found: Vec<Repair> = package_at(layer.layer, at)
        .and_then(|(package, section)| everywhere(layer, &package, &section))
        .into_iter()
        .collect();
    if is_at_packages(layer.layer, at) {
        found.extend(hoist(layer).into_iter().chain(lower(layer)));
    }
    found.extend(sort_package_map(layer, at.start));
    if at.start <= layer.headline().span.end {
        found.extend(adoptions(layer));
    }
    found
}

/// Adds a layer that nothing here uses to an image: one way for each that it suits, first those that have most of what it needs.
pub fn adoptions(layer: &LayerContext<'_>) -> Vec<Repair> {
    let project = layer.project();
    if layer.targets().next().is_some() || layer.layer.inline {
        return Vec::new();
    }
    let mut images: Vec<&PlacedEntity> = project.images.iter().filter(|image| suits(layer, image)).collect();
    images.sort_by_cached_key(|image| Reverse(needs_met(layer, image)));
    images.into_iter().filter_map(|image| adoption(&layer.layer.name, image)).take(MOST_IMAGES).collect()
}

/// How many of the layers that this one needs the image has already.
fn needs_met(layer: &LayerContext<'_>, image: &PlacedEntity) -> usize {
    let needs = &layer.around().graph.needs(layer.id).layers;
    let is_it = |target: &&Target| target.kind == TargetKind::Image && target.name == *image.name();
    let target = layer.around().targets.all.iter().find(is_it);
    target.map_or(0, |target| target.layers.iter().filter(|id| needs.contains(id)).count())
}

/// Whether the layer has something for the image's distro.
fn suits(layer: &LayerContext<'_>, image: &PlacedEntity) -> bool {
    let sections = distro_sections(&layer.layer.content);
    let tags: Vec<_> = image.view().into_iter().flat_map(|view| view.texts("distro")).map(|tag| tag.value).collect();
    let is_off = image.view().and_then(|view| view.flag("enabled")).is_some_and(|flag| !flag.value);
    let fits =
        sections.is_empty() || tags.is_empty() || sections.iter().any(|s| tags.iter().any(|t| *t == s.key.value));
    fits && !is_off
}

fn adoption(name: &str, image: &PlacedEntity) -> Option<Repair> {
    let view = image.view()?;
    let place = |span| Place { file: image.file, span };
    let new = NewValue::Text(name.to_owned());
    let change = match view.texts("layer").last() {
        Some(last) => Change::AddItem { after: place(last.span), value: new },
        None if view.has("layer") => return None,
        None => {
            let beside = place(view.place(view.fields().last()?.key_span));
            Change::AddEntry { beside, key: "layer".into(), value: NewValue::List(vec![new]) }
        }
    };
    Some(Repair::guess(format!("Add `{name}` to the image `{}`", image.name()), change))
}

/// The package there, and the key of the section that lists it.
fn package_at(layer: &Layer, at: Span) -> Option<(String, String)> {
    let is_here = |package: &&Package| package.span.start <= at.end && at.start <= package.span.end;
    distro_sections(&layer.content).into_iter().find_map(|section| {
        let package = section.packages().iter().find(is_here)?;
        Some((package.name.to_string(), section.key.value.to_owned()))
    })
}

/// Whether lists of packages are there.
fn is_at_packages(layer: &Layer, at: Span) -> bool {
    let keys = ["package", "distro"].iter().filter_map(|key| layer.content.field(key)).map(|field| field.key_span);
    let listed = top_level(&layer.content).into_iter().map(|package| package.span);
    let sections = distro_sections(&layer.content).into_iter();
    let sections = sections.filter(|section| format_of_distro(section.key.value).is_some()).map(|section| section.span);
    keys.chain(listed).chain(sections).any(|span| span.start <= at.end && at.start <= span.end)
}
