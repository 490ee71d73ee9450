//! Which entries of a layer's `service:` belong together, told for all of them at once.

use crate::services::{ServiceExt, daemon, loose, program, stem};
use ov_project::{Form, Layer, Service};
use rustc_hash::FxHashMap;

/// For the entries of a layer by their index.
#[derive(Debug, Default)]
pub(crate) struct Twins {
    /// The entry of the same name in the other form, by which the init systems pick.
    twins: FxHashMap<usize, usize>,
    /// The unpaired entry in the other form that clearly runs the same daemon under another name. Only where it is the one entry
    /// that does, from both sides.
    lookalikes: FxHashMap<usize, usize>,
}

impl Twins {
    /// Looks at all entries of a layer.
    pub(crate) fn of(layer: &Layer) -> Self {
        let services: Vec<Service<'_>> = layer.services().filter(|s| !s.name().is_empty()).collect();
        let mut names: FxHashMap<&str, [Option<usize>; 2]> = FxHashMap::default();
        for service in &services {
            names.entry(service.name()).or_default()[side(*service)].get_or_insert(service.index);
        }
        let twin = |s: &Service<'_>| Some((s.index, names.get(s.name())?[1 - side(*s)]?));
        let twins: FxHashMap<usize, usize> = services.iter().filter_map(twin).collect();
        let single = |s: &&Service<'_>| !s.listens_to_events() && !twins.contains_key(&s.index);
        let lookalikes = lookalikes(&services.iter().filter(single).copied().collect::<Vec<_>>());
        Self { twins, lookalikes }
    }

    /// The twin of an entry.
    pub(crate) fn twin<'a>(&self, layer: &'a Layer, service: Service<'_>) -> Option<Service<'a>> {
        let index = *self.twins.get(&service.index)?;
        layer.services().find(|other| other.index == index)
    }

    /// Its lookalike.
    pub(crate) fn lookalike<'a>(&self, layer: &'a Layer, service: Service<'_>) -> Option<Service<'a>> {
        let index = *self.lookalikes.get(&service.index)?;
        layer.services().find(|other| other.index == index)
    }

    /// Whether an entry stands alone.
    pub(crate) fn is_single(&self, service: Service<'_>) -> bool {
        !self.twins.contains_key(&service.index) && !self.lookalikes.contains_key(&service.index)
    }
}

fn side(service: Service<'_>) -> usize {
    usize::from(service.form() == Form::Packaged)
}

fn lookalikes(singles: &[Service<'_>]) -> FxHashMap<usize, usize> {
    let mut by_trait: FxHashMap<(usize, String), Vec<usize>> = FxHashMap::default();
    for service in singles {
        for mark in marks(*service) {
            by_trait.entry((side(*service), mark)).or_default().push(service.index);
        }
    }
    let only = |service: &Service<'_>| {
        let others = marks(*service).into_iter().filter_map(|mark| by_trait.get(&(1 - side(*service), mark)));
        let mut others = others.flatten().copied();
        let first = others.next()?;
        others.all(|other| other == first).then_some((service.index, first))
    };
    let found: FxHashMap<usize, usize> = singles.iter().filter_map(only).collect();
    found.iter().filter(|(one, other)| found.get(other) == Some(*one)).map(|(one, other)| (*one, *other)).collect()
}

/// What two entries have in common when they run the same daemon; nothing for an entry that says too little.
fn marks(service: Service<'_>) -> Vec<String> {
    let like_name = format!("like {}", loose(service.name()));
    match (service.form(), service.unit(), service.exec()) {
        (Form::Packaged, Some(unit), _) => {
            let stem = stem(unit.value);
            vec![format!("runs {stem}"), format!("runs {}", service.name()), format!("is {stem}"), like_name]
        }
        (Form::Custom, _, Some(exec)) => {
            vec![format!("runs {}", daemon(program(exec.value))), format!("is {}", service.name()), like_name]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Twins, side};
    use crate::services::{ServiceExt, daemon, loose, program, stem};
    use ov_project::{Config, Form, Layer, MemoryFiles, Service, load};
    use proptest::prelude::*;
    use std::path::Path;

    /// The plain way: every entry against every other.
    fn twin<'a>(layer: &'a Layer, service: Service<'a>) -> Option<Service<'a>> {
        let name = service.name();
        layer.services().find(|other| !name.is_empty() && other.name() == name && other.form() != service.form())
    }

    fn lookalikes<'a>(layer: &'a Layer, service: Service<'a>) -> Vec<Service<'a>> {
        let single = |s: Service<'a>| !s.name().is_empty() && !s.listens_to_events() && twin(layer, s).is_none();
        let same = |other: &Service<'a>| {
            let (packaged, custom) = if side(service) > side(*other) { (service, *other) } else { (*other, service) };
            let (Some(unit), Some(exec)) = (packaged.unit(), custom.exec()) else { return false };
            let (stem, program) = (stem(unit.value), daemon(program(exec.value)));
            custom.form() == Form::Custom
                && packaged.form() == Form::Packaged
                && (stem == program
                    || packaged.name() == program
                    || stem == custom.name()
                    || loose(packaged.name()) == loose(custom.name()))
        };
        let others = layer.services().filter(|other| same(other) && single(*other));
        if single(service) { others.collect() } else { Vec::new() }
    }

    fn lookalike<'a>(layer: &'a Layer, service: Service<'a>) -> Option<usize> {
        let [found] = lookalikes(layer, service)[..] else { return None };
        let [back] = lookalikes(layer, found)[..] else { return None };
        (back.index == service.index).then_some(found.index)
    }

    proptest! {
        #[test]
        fn all_at_once_is_as_one_by_one(entries in prop::collection::vec(
            (prop::sample::select(vec!["", "a", "b", "a-b", "A_B"]),
             prop::sample::select(vec![
                "exec: a", "exec: /usr/bin/b-wrapper -x", "exec: c", "use_packaged: a.service", "use_packaged: b",
                "use_packaged: a-b.socket", "kind: eventlistener\n      exec: a", "exec: a\n      use_packaged: a", "scope: user",
             ])), 0..9)) {
            let mut text = String::from("layer:\n  service:\n");
            for (name, form) in &entries {
                text.extend(["    - name: '", name, "'\n      ", form, "\n"]);
            }
            let root = Path::new("/project");
            let files = MemoryFiles::new([(root.join("layers/web/layer.yml"), text)]);
            let project = load(root, &files, Config::default());
            let layer = &project.layers[0];
            let all = Twins::of(layer);
            for service in layer.services() {
                let other = twin(layer, service).map(|s| s.index);
                prop_assert_eq!(all.twin(layer, service).map(|s| s.index), other);
                prop_assert_eq!(all.lookalike(layer, service).map(|s| s.index), lookalike(layer, service));
            }
        }
    }
}
