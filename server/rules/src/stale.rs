//! Which rules have to look at a part of a layer again although the part itself is the same.

use crate::changes::{Changes, Reads};
use crate::finding::Finding;
use crate::outside::Outside;
use crate::rule::Rule;
use std::cell::Cell;

/// What the rules saw outside the layer.
pub(crate) struct Around {
    /// By rule; it grows while they look.
    seen: Vec<Cell<Outside>>,
    /// Which of them has to look again, since that is not what it was.
    is_stale: Vec<bool>,
}

impl Around {
    /// `seen` by all of the rules before `changed` happened.
    pub(crate) fn new(rules: usize, seen: Option<&[Outside]>, changed: Outside) -> Self {
        let seen = seen.map_or_else(|| vec![Outside::default(); rules], <[Outside]>::to_vec);
        let is_stale: Vec<bool> = seen.iter().map(|seen| seen.meets(changed)).collect();
        let kept = seen.iter().zip(&is_stale).map(|(seen, stale)| if *stale { Outside::default() } else { *seen });
        Self { seen: kept.map(Cell::new).collect(), is_stale }
    }

    /// Notes what a rule saw just now.
    pub(crate) fn note(&self, rule: usize, outside: Outside) {
        let seen = &self.seen[rule];
        seen.set(seen.get().and(outside));
    }

    pub(crate) fn seen(&self) -> Vec<Outside> {
        self.seen.iter().map(Cell::get).collect()
    }
}

/// The rules with a hook.
pub(crate) struct Stale<'a> {
    changes: Option<&'a Changes<'a>>,
    /// Each by its place in the list of all rules, and whether what it reads around the part changed.
    pub(crate) rules: Vec<(usize, bool)>,
}

impl<'a> Stale<'a> {
    pub(crate) fn new(
        rules: &[&dyn Rule],
        changes: Option<&'a Changes<'a>>,
        around: &Around,
        reads: impl Fn(&dyn Rule) -> Option<Reads>,
    ) -> Self {
        let hooked = rules.iter().enumerate().filter_map(|(index, rule)| Some((index, reads(*rule)?)));
        let is_stale = |index: usize, reads| around.is_stale[index] || changes.is_none_or(|c| c.touch(reads));
        let rules = hooked.map(|(index, reads)| (index, is_stale(index, reads))).collect();
        Self { changes, rules }
    }

    /// What was said before, where all of it still stands somewhere.
    pub(crate) fn kept(&self, said: &[Finding]) -> Option<Vec<Finding>> {
        let changes = self.changes?;
        said.iter().map(|finding| changes.carry(finding)).collect()
    }
}
