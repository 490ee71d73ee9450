//! Names of the project that may stand as a value.

use super::{Candidate, CandidateKind};
use crate::{Page, Spot};
use ov_project::{Layer, Project};
use ov_render::packages::{Resolution, Target as Distro, listed_packages, resolve};
use ov_schema::StructId;
use ov_syntax::Span;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Names that the value at the cursor may be; empty where the project has none for it.
pub(super) fn names(page: &Page<'_>, spot: &Spot<'_>, span: Span) -> Vec<Candidate> {
    let Some(key) = spot.key.map(|key| key.name) else { return Vec::new() };
    let owner = spot.owner.map(|owner| owner.id);
    let project = page.project;
    let found: Vec<(SmolStr, &str)> = match (owner, key) {
        (Some(StructId::CHECK), "package_map") => mapped_packages(page, spot),
        (Some(StructId::CHECK | StructId::STEP), "package") => in_layer(page, packages),
        (Some(StructId::CHECK | StructId::STEP), "service") | (Some(StructId::SERVICE), "name") => {
            in_layer(page, services)
        }
        (Some(StructId::SERVICE), "use_packaged") => units(page),
        (Some(StructId::DATA), "volume") => volumes(page),
        (Some(StructId::TASK), "copy") | (Some(StructId::DATA), "src") => in_layer(page, files),
        (Some(StructId::IMAGE), "base") | (Some(StructId::DEPLOY | StructId::POD | StructId::ANDROID), "image") => {
            project.images.iter().map(|image| (image.name().clone(), "image")).collect()
        }
        (Some(StructId::DEPLOY), "local" | "vm" | "pod") => entities(project, key),
        _ => Vec::new(),
    };
    let mut seen = BTreeSet::new();
    let fresh = found.into_iter().filter(|(name, _)| !name.is_empty() && seen.insert(name.clone()));
    fresh.map(|(name, detail)| candidate(&name, detail, span)).collect()
}

fn candidate(name: &str, detail: &str, span: Span) -> Candidate {
    Candidate { detail: detail.into(), ..Candidate::new(name, CandidateKind::Name, name, span) }
}

type Names = Vec<(SmolStr, &'static str)>;

fn in_layer(page: &Page<'_>, names: impl Fn(&Layer) -> Names) -> Names {
    page.layer().map(names).unwrap_or_default()
}

fn packages(layer: &Layer) -> Names {
    listed_packages(layer).map(|package| (package.name, "package of the layer")).collect()
}

fn services(layer: &Layer) -> Names {
    layer.services().map(|service| (service.name().into(), "service of the layer")).collect()
}

fn files(layer: &Layer) -> Names {
    layer.siblings.iter().map(|name| (name.clone(), "in the layer's folder")).collect()
}

/// What the layer installs on the distro whose name is asked for.
fn mapped_packages(page: &Page<'_>, spot: &Spot<'_>) -> Names {
    let tag = spot.path.steps.last().and_then(|(_, entry)| (*entry)?.key_name());
    let (Some(layer), Some(tag)) = (page.layer(), tag) else { return Vec::new() };
    let tags: Vec<SmolStr> = match page.targets.all.iter().filter_map(|t| t.distro.as_deref()).find(|c| c.contains(tag))
    {
        Some(chain) => chain.to_vec(),
        None => vec![tag.clone()],
    };
    let resolved = resolve(layer, &Distro::new(tags, Vec::new()), Resolution::of(page.project));
    let installed = resolved.steps.into_iter().flat_map(|step| step.packages);
    installed.map(|package| (package.name, "installed there")).collect()
}

/// Units that the layer's packages are likely to ship, then those that other layers use.
fn units(page: &Page<'_>) -> Names {
    let Some(layer) = page.layer() else { return Vec::new() };
    let unit = |name: &str| SmolStr::new(format!("{name}.service"));
    let own = layer.services().filter(|s| !s.name().is_empty()).map(|s| (unit(s.name()), "named like a service here"));
    let packaged = listed_packages(layer).map(|package| (unit(&package.name), "named like a package of the layer"));
    let others = page.project.layers.iter().flat_map(Layer::services);
    let used = others.filter_map(|service| service.entry.text("use_packaged"));
    let used = used.map(|at| (at.value.clone(), "used in the project"));
    own.chain(packaged).chain(used).collect()
}

/// The layer's own volumes first.
pub(super) fn volumes(page: &Page<'_>) -> Names {
    let of = |layer: &Layer, detail| -> Names {
        let names = layer.content.records("volume").filter_map(|(view, _)| view.text("name"));
        names.map(|at| (at.value.clone(), detail)).collect()
    };
    let own = page.layer().map(|layer| of(layer, "volume of the layer")).unwrap_or_default();
    let others = page.project.layers.iter().flat_map(|layer| of(layer, "volume of another layer"));
    own.into_iter().chain(others).collect()
}

fn entities(project: &Project, kind: &str) -> Names {
    project.entities_of(kind).map(|entity| (entity.name().clone(), "in the project")).collect()
}
