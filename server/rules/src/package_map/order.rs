//! In which order a project writes its distros.

use crate::context::Context;
use crate::probes::probes;
use ov_project::packages::distro_sections;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// How often a key stands before another one, in the maps of checks and among the sections of layers.
#[derive(Debug, Default)]
pub(crate) struct Habit {
    before: FxHashMap<(SmolStr, SmolStr), usize>,
}

impl Habit {
    /// The habit of a project.
    pub(crate) fn of(context: &Context<'_>) -> Self {
        let mut habit = Self::default();
        for layer in &context.project.layers {
            for probe in probes(layer) {
                habit.see(&probe.map.iter().map(|entry| entry.tag.value.clone()).collect::<Vec<_>>());
            }
            habit.see(&distro_sections(&layer.content).iter().map(|s| s.key.value.into()).collect::<Vec<_>>());
        }
        habit
    }

    fn see(&mut self, keys: &[SmolStr]) {
        for (index, key) in keys.iter().enumerate() {
            for later in &keys[index + 1..] {
                *self.before.entry((key.clone(), later.clone())).or_default() += 1;
            }
        }
    }

    /// Whether the project rather writes `one` before `other`.
    pub(crate) fn puts_before(&self, one: &str, other: &str) -> bool {
        let count = |a: &str, b: &str| self.before.get(&(a.into(), b.into())).copied().unwrap_or_default();
        count(one, other) > count(other, one)
    }

    /// Where `key` belongs among `keys`: before the first from which on all rather follow it.
    pub(crate) fn place(&self, key: &str, keys: &[&str]) -> usize {
        let behind = keys.iter().rposition(|other| !self.puts_before(key, other));
        behind.map_or(0, |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_decides_and_what_is_unknown_comes_last() {
        let mut habit = Habit::default();
        let see = |habit: &mut Habit, keys: &[&str]| habit.see(&keys.iter().map(|k| (*k).into()).collect::<Vec<_>>());
        see(&mut habit, &["arch", "fedora", "debian"]);
        see(&mut habit, &["fedora", "arch"]);
        see(&mut habit, &["arch", "fedora"]);
        assert_eq!(habit.place("arch", &["fedora", "debian"]), 0);
        assert_eq!(habit.place("fedora", &["arch", "debian"]), 1);
        assert_eq!(habit.place("debian", &["arch", "fedora"]), 2);
        assert_eq!(habit.place("ubuntu", &["arch", "fedora"]), 2);
        assert_eq!(habit.place("arch", &["ubuntu", "fedora"]), 1);
    }
}
