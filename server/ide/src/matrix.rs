//! Who gets what from which layer: all layers of a project against the init systems and distros that use them.

use ov_project::{FileId, Init, LayerId, Project, Target, Targets};
use ov_render::init::InitTemplates;
use ov_render::packages::{Resolution, Target as Distro, resolve};
use ov_render::services::{RenderOptions, preview};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Layers against targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// All layers by name.
    pub layers: Vec<MatrixLayer>,
    /// The init systems that occur.
    pub inits: Vec<Init>,
    /// The distros that occur, each by its most specific tag.
    pub distros: Vec<SmolStr>,
}

/// A layer and what its users get from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixLayer {
    /// Its name.
    pub name: SmolStr,
    /// Its file.
    pub file: FileId,
    /// One for each init system and distro that it is used with; none where nothing uses it.
    pub cells: Vec<Cell>,
}

/// What a layer gives on one init system and distro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The init system; `None` where this checkout cannot tell.
    pub init: Option<Init>,
    /// Distro tags, the most specific first; `None` where this checkout cannot tell.
    pub tags: Option<Vec<SmolStr>>,
    /// What uses the layer there.
    pub users: Vec<String>,
    /// What arrives.
    pub gets: Vec<Thing>,
    /// What does not, although the layer has it for this target.
    pub skipped: Vec<Thing>,
}

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThingKind {
    /// An entry of `service:`.
    Service,
    /// A package.
    Package,
}

/// Something that a layer gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// What it is.
    pub kind: ThingKind,
    /// Its name.
    pub name: String,
    /// As what it arrives, or why it does not.
    pub detail: String,
}

/// Sets all layers of a project against all that uses them.
pub fn matrix(project: &Project, targets: &Targets, templates: &InitTemplates) -> Matrix {
    let row = |id: LayerId| MatrixLayer {
        name: project.layer(id).name.clone(),
        file: project.layer(id).file,
        cells: cells(project, targets, templates, id),
    };
    let layers: Vec<MatrixLayer> = project.layer_ids().map(row).collect();
    let all = || layers.iter().flat_map(|layer| &layer.cells);
    let inits: BTreeSet<Init> = all().filter_map(|cell| cell.init).collect();
    let distros: BTreeSet<SmolStr> = all().filter_map(|cell| cell.tags.as_ref()?.first().cloned()).collect();
    Matrix { inits: inits.into_iter().collect(), distros: distros.into_iter().collect(), layers }
}

fn cells(project: &Project, targets: &Targets, templates: &InitTemplates, id: LayerId) -> Vec<Cell> {
    let mut groups: Vec<(&Target, Vec<String>)> = Vec::new();
    for target in targets.of(id) {
        let is_alike =
            |known: &Target| known.init == target.init && known.distro == target.distro && known.build == target.build;
        match groups.iter_mut().find(|(known, _)| is_alike(known)) {
            Some((_, users)) => users.push(target.label()),
            None => groups.push((target, vec![target.label()])),
        }
    }
    groups.into_iter().map(|(target, users)| cell(project, templates, id, target, users)).collect()
}

fn cell(project: &Project, templates: &InitTemplates, id: LayerId, target: &Target, users: Vec<String>) -> Cell {
    let tags = target.distro.as_deref().map(<[SmolStr]>::to_vec);
    let mut cell = Cell { init: target.init, tags, users, gets: Vec::new(), skipped: Vec::new() };
    services(project, templates, id, &mut cell);
    packages(project, id, target, &mut cell);
    cell
}

fn services(project: &Project, templates: &InitTemplates, id: LayerId, cell: &mut Cell) {
    let Some(init) = cell.init else { return };
    let options = RenderOptions { distro: cell.tags.clone(), ..RenderOptions::default() };
    let shown = preview(templates, project.layer(id), project.dialect, &options);
    let thing = |name: &str, detail: String| Thing { kind: ThingKind::Service, name: name.into(), detail };
    if init == Init::Supervisord {
        for entry in &shown.supervisord.entries {
            match &entry.text {
                Ok(_) => cell.gets.push(thing(&entry.name, "program".into())),
                Err(skip) => cell.skipped.push(thing(&entry.name, skip.to_string())),
            }
        }
        return;
    }
    for entry in &shown.systemd.entries {
        match &entry.outcome {
            Ok(Some(file)) => cell.gets.push(thing(&entry.name, file.path.clone())),
            Ok(None) => cell.gets.push(thing(&entry.name, entry.unit.clone())),
            Err(skip) => cell.skipped.push(thing(&entry.name, skip.to_string())),
        }
    }
}

fn packages(project: &Project, id: LayerId, target: &Target, cell: &mut Cell) {
    let Some(tags) = cell.tags.clone() else { return };
    let distro = Distro::new(tags, target.build.as_deref().unwrap_or_default().to_vec()).in_project(project);
    let found = resolve(project.layer(id), &distro, Resolution::of(project));
    let thing = |name: &SmolStr, detail: String| Thing { kind: ThingKind::Package, name: name.to_string(), detail };
    for step in &found.steps {
        cell.gets.extend(step.packages.iter().map(|p| thing(&p.name, format!("{} from `{}`", step.format, p.section))));
    }
    cell.skipped.extend(found.lost.iter().map(|lost| thing(&lost.name, lost.reason.to_string())));
}
