//! What comes with a layer: the layers that it needs, and the packages of them all.

use crate::Page;
use crate::packages::of_users;
use ov_project::{LayerId, Reached};
use ov_render::packages::{Resolution, Target as Distro, resolve};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Packages named at most; the rest is counted.
const NAMED: usize = 12;

/// What a reference to a layer stands for, with all that is needed for it; in the order of names.
pub(crate) fn closure(page: &Page<'_>, id: LayerId) -> Vec<LayerId> {
    let start = Reached { layers: page.graph.expansion(id).layers.clone(), incomplete: false };
    let mut layers = page.graph.closure(&start).layers;
    layers.sort_unstable();
    layers
}

/// The packages that layers install on a distro.
pub(crate) fn installed(page: &Page<'_>, layers: &[LayerId], on: &Distro) -> BTreeSet<SmolStr> {
    let resolution = Resolution::of(page.project);
    let of_layer = |id: &LayerId| {
        let found = resolve(page.project.layer(*id), on, resolution);
        found.steps.iter().flat_map(|step| &step.packages).map(|package| package.name.clone()).collect::<Vec<_>>()
    };
    layers.iter().flat_map(of_layer).collect()
}

/// What comes with a layer, in Markdown; empty where nothing does.
pub(crate) fn told(page: &Page<'_>, id: LayerId) -> String {
    let with = closure(page, id);
    let others: Vec<String> =
        with.iter().filter(|l| **l != id).map(|l| format!("`{}`", page.project.layer(*l).name)).collect();
    let mut text = String::new();
    if !others.is_empty() {
        let _ = write!(text, "\n\nComes with {}.", short(&others));
    }
    let lines: Vec<String> = of_users(page, id).iter().filter_map(|(on, _)| line(page, id, &with, on)).collect();
    if !lines.is_empty() {
        let _ = write!(text, "\n\nPackages:\n\n{}", lines.join("\n"));
    }
    text
}

/// The layer's own packages on a distro, and how many they are with all that it needs.
fn line(page: &Page<'_>, id: LayerId, with: &[LayerId], on: &Distro) -> Option<String> {
    let all = installed(page, with, on);
    let own: Vec<String> = installed(page, &[id], on).iter().map(|name| format!("`{name}`")).collect();
    let tag = on.tags.first().filter(|_| !all.is_empty())?;
    let names = if own.is_empty() { "none of its own".into() } else { short(&own) };
    let more = if all.len() > own.len() { format!(" ({} with all it needs)", all.len()) } else { String::new() };
    Some(format!("- {tag}: {names}{more}"))
}

/// The first of them, and how many more there are.
pub(crate) fn short(names: &[String]) -> String {
    match names.len() {
        count if count > NAMED => format!("{} and {} more", names[..NAMED].join(", "), count - NAMED),
        _ => names.join(", "),
    }
}
