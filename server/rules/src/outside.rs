//! What a rule saw outside its layer, so that what it said is kept while that stays the same.

use crate::changes::{BODY, Changes, Reads};
use std::cell::Cell;

/// Parts of the project outside a layer. Names, images, configuration and the graph do not count: when these change, nothing is
/// kept anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outside(u8);

/// What rules look up across layers, the layer itself among them.
const LOOKED_UP: Reads = &[
    BODY,
    "service.name",
    "service.use_packaged",
    "service.exec?",
    "eval.skip",
    "eval.package",
    "eval.package_map",
    "task.cmd",
    "task.content",
    "task.copy",
    "task.download",
    "task.link",
    "task.mkdir",
    "task.target",
    "task.to",
    "task.write",
];

/// What tells whether other layers have the same name for something.
const NAMES: Reads = &["service.name", "service.use_packaged", "eval.id", "eval.scope"];

impl Outside {
    const NOTHING: Self = Self(0);
    /// What layers say.
    pub(crate) const LAYERS: Self = Self(1);
    /// Which other layers use a name.
    pub(crate) const NAMES: Self = Self(2);

    /// What changes for a layer with its own text: it is looked up among all others too.
    pub(crate) fn of_own_edit(changes: &Changes<'_>) -> Self {
        if changes.touch(LOOKED_UP) { Self::LAYERS } else { Self::NOTHING }
    }

    /// What changes for the other layers.
    pub(crate) fn of_other_edit(changes: &Changes<'_>) -> Self {
        if changes.touch(NAMES) { Self::LAYERS.and(Self::NAMES) } else { Self::LAYERS }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Notes what is looked at.
#[derive(Debug, Default)]
pub(crate) struct Witness(Cell<Outside>);

impl Witness {
    pub(crate) fn saw(&self, outside: Outside) {
        self.0.set(self.0.get().and(outside));
    }

    /// What was looked at since the last time.
    pub(crate) fn take(&self) -> Outside {
        self.0.take()
    }
}
