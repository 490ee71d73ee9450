//! Remarks between the words of a layer: who renders an entry, which name a check asks for.

use crate::packages::of_users;
use crate::{Page, inherited};
use ov_project::{Init, Layer, LayerId, LayerRef};
use ov_render::packages::Target as Distro;
use ov_render::probes::probes;
use ov_render::services::{LayerPreview, RenderOptions, preview};
use ov_syntax::Span;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Behind which byte.
    pub offset: u32,
    /// What it says.
    pub label: String,
    /// The same at length.
    pub tooltip: String,
}

/// The remarks inside `within`, in the order of the text; those on what comes with other layers where `with_inherited` asks for them.
pub fn hints(page: &Page<'_>, within: Span, with_inherited: bool) -> Vec<Hint> {
    let Some(id) = page.layer_id() else { return Vec::new() };
    let layer = page.project.layer(id);
    let mut hints = services(page, layer, within);
    hints.extend(names(page, id, layer, within));
    if with_inherited {
        hints.extend(brought(page, id, layer, within));
    }
    hints.retain(|hint| within.touches(hint.offset));
    hints.sort_by_key(|hint| hint.offset);
    hints
}

/// How many packages come with each layer that this one names.
fn brought(page: &Page<'_>, id: LayerId, layer: &Layer, within: Span) -> Vec<Hint> {
    let distros = of_users(page, id);
    let references = ["require", "layer"].into_iter().flat_map(|key| layer.content.texts(key));
    let hint = |at: ov_project::At<&SmolStr>| {
        let LayerRef::Local(other) = page.project.layer_ref(at.value) else { return None };
        let with = inherited::closure(page, other);
        let lists = distros.iter().map(|(on, _)| (on, inherited::installed(page, &with, on)));
        let lists: Vec<_> = lists.filter(|(_, names)| !names.is_empty()).collect();
        let most = lists.iter().map(|(_, names)| names.len()).max()?;
        let line = |(on, names): &(&Distro, BTreeSet<SmolStr>)| {
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            format!("{}: {}", on.tags.first().map_or("", SmolStr::as_str), inherited::short(&names))
        };
        let tooltip = lists.iter().map(line).collect::<Vec<_>>().join("\n\n");
        let noun = if most == 1 { "package" } else { "packages" };
        Some(Hint { offset: at.span.end, label: format!("+ {most} {noun}"), tooltip })
    };
    references.filter(|at| within.touches(at.span.end)).filter_map(hint).collect()
}

fn services(page: &Page<'_>, layer: &Layer, within: Span) -> Vec<Hint> {
    let is_near =
        layer.content.field("service").is_some_and(|f| f.span.start <= within.end && within.start <= f.span.end);
    if !is_near {
        return Vec::new();
    }
    let all = preview(page.templates, layer, page.project.dialect, &RenderOptions::default());
    let hint = |service: ov_project::Service<'_>| {
        let name = service.entry.text("name")?;
        let skips = skips(&all, service.index);
        let takers: Vec<&str> = skips.iter().filter(|(_, skip)| skip.is_none()).map(|(init, _)| init.name()).collect();
        let label = if takers.is_empty() { "nobody".into() } else { takers.join(", ") };
        let why = skips.iter().filter_map(|(init, skip)| Some(format!("{}: {}", init.name(), skip.as_ref()?)));
        let why: Vec<String> = why.collect();
        let tooltip = if why.is_empty() { "Both init systems get this entry".into() } else { why.join("\n\n") };
        Some(Hint { offset: name.span.end, label: format!("→ {label}"), tooltip })
    };
    layer.services().filter_map(hint).collect()
}

/// Why each init system gets nothing from an entry; `None` where it does.
pub(crate) fn skips(all: &LayerPreview, index: usize) -> [(Init, Option<String>); 2] {
    let program = all.supervisord.entries.iter().find(|entry| entry.index == index);
    let unit = all.systemd.entries.iter().find(|entry| entry.index == index);
    let nothing = || "the project defines no such init system".to_owned();
    [
        (
            Init::Supervisord,
            program.map_or_else(|| Some(nothing()), |p| p.text.as_ref().err().map(ToString::to_string)),
        ),
        (Init::Systemd, unit.map_or_else(|| Some(nothing()), |u| u.outcome.as_ref().err().map(ToString::to_string))),
    ]
}

fn names(page: &Page<'_>, id: LayerId, layer: &Layer, within: Span) -> Vec<Hint> {
    let mut chains: Vec<&[SmolStr]> = page.targets.of(id).filter_map(|target| target.distro.as_deref()).collect();
    chains.sort();
    chains.dedup();
    let hint = |probe: ov_render::probes::Probe<'_>| {
        let package = probe.check.value_span("package")?;
        if !within.touches(package.end) || !probe.check.is_set("package_map") {
            return None;
        }
        let mut asked: Vec<String> = Vec::new();
        for chain in &chains {
            let name = probe.resolve(chain).name;
            let distro = chain.first()?;
            let one = format!("{distro}: {name}");
            if name != probe.package() && !asked.contains(&one) {
                asked.push(one);
            }
        }
        let (offset, label) = (package.end, asked.join(", "));
        let tooltip = "The name that the check asks for on the distros of the layer's users".into();
        (!label.is_empty()).then_some(Hint { offset, label, tooltip })
    };
    probes(layer).filter_map(hint).collect()
}
