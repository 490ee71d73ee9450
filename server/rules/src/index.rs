//! What rules look up across the whole project: gathered once, when the first rule asks, and kept over edits that leave it alone.

use crate::by_name::{ByName, Lookup};
use crate::changes::{BODY, Edit, Reads};
use crate::check_ids::{self, IdKey};
use crate::context::{Context, LayerContext};
use crate::contracts;
use crate::declared::Declared;
use crate::outside::Outside;
use crate::package_map::Habit;
use crate::probes;
use ov_project::{Form, LayerId, Service, View};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

/// Names by what the project's layers do with them. Belongs to one version of a project; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Index {
    declared: Part<Declared>,
    variables: Part<FxHashSet<SmolStr>>,
    asked_for: Part<FxHashSet<SmolStr>>,
    habit: Part<Habit>,
    mapped_packages: Part<ByName<SmolStr>>,
    packaged_units: Part<ByName<SmolStr>>,
    custom_services: Part<ByName<SmolStr>>,
    check_ids: Part<ByName<IdKey>>,
}

type Part<T> = OnceLock<Arc<T>>;

const MAPPED_PACKAGES: Lookup<SmolStr> = Lookup {
    list: "eval",
    reads: &["eval.skip", "eval.package", "eval.package_map"],
    key: |check| {
        let probe = probes::probe(check).filter(|probe| !probe.map.is_empty())?;
        Some(probe.package.value.clone())
    },
};

const PACKAGED_UNITS: Lookup<SmolStr> = Lookup {
    list: "service",
    reads: &["service.use_packaged"],
    key: |entry| Some(entry.text("use_packaged")?.value.clone()),
};

const CUSTOM_SERVICES: Lookup<SmolStr> =
    Lookup { list: "service", reads: &["service.name", "service.use_packaged"], key: custom_name };

const CHECK_IDS: Lookup<IdKey> = Lookup { list: "eval", reads: &["eval.id", "eval.scope"], key: check_ids::key };

/// What the parts that are not gathered by name look at.
const DECLARED: Reads = &[BODY];
const HABIT: Reads = &[BODY, "eval.skip", "eval.package", "eval.package_map"];

fn custom_name(entry: View<'_>) -> Option<SmolStr> {
    let service = Service { index: 0, entry };
    Some(service.name().into()).filter(|name: &SmolStr| !name.is_empty() && service.form() == Form::Custom)
}

impl Index {
    /// Keeps what holds after an edit of these layers.
    pub fn edit(&mut self, layers: &[LayerId], edit: &Edit<'_>) {
        let touch = |reads| edit.changes.touch(reads);
        if touch(DECLARED) {
            self.declared = Part::new();
            self.variables = Part::new();
            self.asked_for = Part::new();
        }
        if touch(HABIT) {
            self.habit = Part::new();
        }
        edit_names(&mut self.mapped_packages, &MAPPED_PACKAGES, layers, edit);
        edit_names(&mut self.packaged_units, &PACKAGED_UNITS, layers, edit);
        edit_names(&mut self.custom_services, &CUSTOM_SERVICES, layers, edit);
        edit_names(&mut self.check_ids, &CHECK_IDS, layers, edit);
    }
}

fn edit_names<K: Hash + Eq + Clone>(
    names: &mut Part<ByName<K>>,
    lookup: &Lookup<K>,
    layers: &[LayerId],
    edit: &Edit<'_>,
) {
    if let Some(names) = names.get_mut().filter(|_| edit.changes.touch(lookup.reads)) {
        Arc::make_mut(names).edit(layers, lookup, &edit.changes);
    }
}

impl Context<'_> {
    /// Ports and volumes that anything in the project declares.
    pub(crate) fn declared(&self) -> &Declared {
        self.index.declared.get_or_init(|| Arc::new(Declared::in_project(self)))
    }

    /// Whether a layer of the project has a variable: sets it, or asks for it.
    pub(crate) fn has_variable(&self, name: &str) -> bool {
        let names = || self.project.layers.iter().flat_map(|l| contracts::declared_names(&l.content));
        self.index.variables.get_or_init(|| Arc::new(names().cloned().collect())).contains(name)
    }

    /// Whether a layer of the project asks for a plain variable.
    pub(crate) fn is_asked_for(&self, name: &str) -> bool {
        let names = || self.project.layers.iter().flat_map(|l| contracts::asked_names(&l.content));
        self.index.asked_for.get_or_init(|| Arc::new(names().cloned().collect())).contains(name)
    }

    /// In which order the project writes its distros.
    pub(crate) fn habit(&self) -> &Habit {
        self.index.habit.get_or_init(|| Arc::new(Habit::of(self)))
    }

    /// The layers with an entry of `service:` for a unit of a package.
    pub(crate) fn layers_with_unit(&self, unit: &str) -> impl Iterator<Item = LayerId> {
        self.names(&self.index.packaged_units, &PACKAGED_UNITS).get(unit)
    }

    /// The layers whose checks map a package to other names.
    pub(crate) fn layers_mapping(&self, package: &str) -> impl Iterator<Item = LayerId> {
        self.names(&self.index.mapped_packages, &MAPPED_PACKAGES).get(package)
    }

    fn names<'p, K: Hash + Eq + Clone>(&self, part: &'p Part<ByName<K>>, lookup: &Lookup<K>) -> &'p ByName<K> {
        part.get_or_init(|| Arc::new(ByName::gather(self.project, lookup)))
    }
}

impl LayerContext<'_> {
    /// The layers by the ids of their checks.
    pub(crate) fn check_ids(&self) -> &ByName<IdKey> {
        let around = self.look_at(Outside::NAMES);
        around.names(&around.index.check_ids, &CHECK_IDS)
    }

    /// The layers by the names of the services that they run themselves.
    pub(crate) fn service_names(&self) -> &ByName<SmolStr> {
        let around = self.look_at(Outside::NAMES);
        around.names(&around.index.custom_services, &CUSTOM_SERVICES)
    }
}
