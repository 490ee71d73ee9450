//! What layers give both init systems and the package managers, before and after.

use crate::check::CheckRequest;
use crate::fix::Repaired;
use crate::overlay::Overlay;
use ov_project::{Files, Graph, LayerId, Project, Targets, load_with};
use ov_render::init::InitTemplates;
use ov_render::packages::{Resolution, Target, resolve};
use ov_render::services::{RenderOptions, preview};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Everything that some layers render to, by what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    things: BTreeMap<(&'static str, String), String>,
}

/// How a line ends that says that nothing changed.
pub(crate) const SAME: &str = ": as before";

const SUPERVISORD: &str = "supervisord";
const SYSTEMD: &str = "systemd";

impl Rendered {
    /// What the layers of these names render to; layers that do not exist render to nothing.
    pub fn of(project: &Project, names: &BTreeSet<String>) -> Self {
        let templates = InitTemplates::new(project);
        let chains = chains(project);
        let mut rendered = Self::default();
        for id in names.iter().filter_map(|name| project.layer_named(name)) {
            rendered.services(project, &templates, id);
            for chain in &chains {
                let target = Target::new(chain.clone(), Vec::new());
                let resolved = resolve(project.layer(id), &target, Resolution::of(project));
                for package in resolved.steps.iter().flat_map(|step| &step.packages) {
                    let told = format!("package {} on {}", package.name, chain.join(", "));
                    rendered.things.insert(("packages", told), String::new());
                }
            }
        }
        rendered
    }

    fn services(&mut self, project: &Project, templates: &InitTemplates, id: LayerId) {
        let rendered = preview(templates, project.layer(id), project.dialect, &RenderOptions::default());
        for program in rendered.supervisord.entries {
            if let Ok(text) = program.text {
                self.things.insert((SUPERVISORD, format!("program {}", program.name)), text);
            }
        }
        for relay in rendered.supervisord.relays {
            self.things
                .insert((SUPERVISORD, format!("relay {}", relay.text.lines().next().unwrap_or_default())), relay.text);
        }
        for entry in rendered.systemd.entries {
            if let Some(command) = entry.enable_command() {
                self.things.insert((SYSTEMD, command), String::new());
            }
            if let Ok(Some(file)) = entry.outcome {
                self.things.insert((SYSTEMD, file.path), file.text);
            }
        }
    }
}

/// The tags of all targets of a project.
fn chains(project: &Project) -> BTreeSet<Vec<smol_str::SmolStr>> {
    let targets = Targets::new(project, &Graph::new(project));
    targets.all.iter().filter_map(|target| target.distro.as_deref().map(<[_]>::to_vec)).collect()
}

/// What repairs that delete layers change in what the layers concerned render to.
pub fn effects(request: &CheckRequest, files: &dyn Files, repaired: &Repaired) -> Vec<String> {
    let mut after = Overlay::new(files);
    repaired.changes.iter().for_each(|change| after.put(change.path.clone(), change.after.clone()));
    repaired.moves.iter().for_each(|one| after.relocate(one.from.clone(), one.to.clone()));
    repaired.deletes.iter().for_each(|path| after.delete(path.clone()));
    told(&load_with(&request.root, files, request.config.clone(), &[]), &after)
}

/// How layers render otherwise once the files of a project are as in `after`: those whose files changed, moved or went.
pub(crate) fn told(before: &Project, after: &Overlay<'_>) -> Vec<String> {
    let changed = after.texts().keys().filter_map(|path| path.parent());
    let moved = after.moves().iter().flat_map(|one| [one.from.as_path(), one.to.as_path()]);
    let folders = changed.chain(moved).chain(after.deleted().iter().map(PathBuf::as_path));
    let names = folders.filter_map(|folder| Some(folder.file_name()?.to_string_lossy().into_owned())).collect();
    let project = load_with(&before.root, after, before.config.clone(), &[]);
    differences(&Rendered::of(before, &names), &Rendered::of(&project, &names))
}

/// What changed, a line for each thing that is gone, new or other; one line for a kind in which nothing is.
pub fn differences(before: &Rendered, after: &Rendered) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in [SUPERVISORD, SYSTEMD, "packages"] {
        let of_kind = |side: &Rendered| -> BTreeMap<String, String> {
            let things = side.things.iter().filter(|((of, _), _)| *of == kind);
            things.map(|((_, name), text)| (name.clone(), text.clone())).collect()
        };
        let (old, new) = (of_kind(before), of_kind(after));
        let start = lines.len();
        lines
            .extend(old.keys().filter(|name| !new.contains_key(*name)).map(|name| format!("{kind}: no longer {name}")));
        lines.extend(new.keys().filter(|name| !old.contains_key(*name)).map(|name| format!("{kind}: newly {name}")));
        let other = new.iter().filter(|(name, text)| old.get(*name).is_some_and(|before| before != *text));
        lines.extend(other.map(|(name, _)| format!("{kind}: otherwise {name}")));
        if lines.len() == start {
            lines.push(format!("{kind}{SAME}"));
        }
    }
    lines
}
