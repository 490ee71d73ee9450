//! What rules look up across the whole project: gathered once, when the first rule asks.

use crate::context::Context;
use crate::contracts;
use crate::declared::Declared;
use crate::package_map::Habit;
use crate::probes::probes;
use crate::services::ServiceExt;
use ov_project::LayerId;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use std::sync::OnceLock;

/// Names by what the project's layers do with them. Belongs to one version of a project.
#[derive(Debug, Default)]
pub struct Index {
    declared: OnceLock<Declared>,
    variables: OnceLock<FxHashSet<SmolStr>>,
    asked_for: OnceLock<FxHashSet<SmolStr>>,
    habit: OnceLock<Habit>,
    mapped_packages: OnceLock<FxHashMap<SmolStr, Vec<LayerId>>>,
    packaged_units: OnceLock<FxHashMap<SmolStr, Vec<LayerId>>>,
}

impl Context<'_> {
    /// Ports and volumes that anything in the project declares.
    pub(crate) fn declared(&self) -> &Declared {
        self.index.declared.get_or_init(|| Declared::in_project(self))
    }

    /// Whether a layer of the project has a variable: sets it, or asks for it.
    pub(crate) fn has_variable(&self, name: &str) -> bool {
        let gather =
            || self.project.layers.iter().flat_map(|l| contracts::declared_names(&l.content)).cloned().collect();
        self.index.variables.get_or_init(gather).contains(name)
    }

    /// Whether a layer of the project asks for a plain variable.
    pub(crate) fn is_asked_for(&self, name: &str) -> bool {
        let gather = || self.project.layers.iter().flat_map(|l| contracts::asked_names(&l.content)).cloned().collect();
        self.index.asked_for.get_or_init(gather).contains(name)
    }

    /// In which order the project writes its distros.
    pub(crate) fn habit(&self) -> &Habit {
        self.index.habit.get_or_init(|| Habit::of(self))
    }

    /// The layers with an entry of `service:` for a unit of a package.
    pub(crate) fn layers_with_unit(&self, unit: &str) -> &[LayerId] {
        let index = self.index.packaged_units.get_or_init(|| {
            let mut found: FxHashMap<SmolStr, Vec<LayerId>> = FxHashMap::default();
            for id in self.project.layer_ids() {
                for unit in self.project.layer(id).services().filter_map(ServiceExt::unit) {
                    let layers = found.entry(unit.value.clone()).or_default();
                    if layers.last() != Some(&id) {
                        layers.push(id);
                    }
                }
            }
            found
        });
        index.get(unit).map_or(&[], Vec::as_slice)
    }

    /// The layers whose checks map a package to other names.
    pub(crate) fn layers_mapping(&self, package: &str) -> &[LayerId] {
        let index = self.index.mapped_packages.get_or_init(|| {
            let mut found: FxHashMap<SmolStr, Vec<LayerId>> = FxHashMap::default();
            for id in self.project.layer_ids() {
                for probe in probes(self.project.layer(id)).filter(|p| !p.map.is_empty()) {
                    let layers = found.entry(probe.package.value.clone()).or_default();
                    if layers.last() != Some(&id) {
                        layers.push(id);
                    }
                }
            }
            found
        });
        index.get(package).map_or(&[], Vec::as_slice)
    }
}
