//! The items of a long list, in runs that are kept as wholes while an edit is elsewhere.

use crate::lower::Lowering;
use crate::unit::{OwnUnit, PlacedUnit, Unit};
use ov_schema::Type;
use ov_syntax::{Identity, Node};
use std::sync::Arc;

/// The items of `service:`, `eval:` or `task:`.
#[derive(Clone, Debug, Default)]
pub struct Items {
    runs: Box<[ItemRun]>,
    len: usize,
}

/// Neighbouring items. Two versions of a layer that share a run's [`ItemRun::shares`] content say the same there.
#[derive(Clone, Debug)]
pub struct ItemRun {
    source: Option<Identity>,
    base: u32,
    units: Arc<[OwnUnit]>,
}

impl Items {
    /// Reads the items of `list`; runs and items of `before` are kept where they come from the same blocks.
    pub(crate) fn read<'t>(
        list: Node<'t>,
        item: &'static Type,
        lowering: &mut Lowering<'_, 't>,
        before: Option<&Self>,
    ) -> Self {
        let movable = lowering.units_move();
        let sources: Vec<Option<Identity>> = list.runs().map(|r| r.identity().filter(|_| movable)).collect();
        let changed = Changed::between(before.map_or(&[], |b| &b.runs), &sources);
        let mut candidates = changed.candidates();
        let mut runs = Vec::with_capacity(sources.len());
        for (index, run) in list.runs().enumerate() {
            let base = if movable { run.start() } else { 0 };
            let source = sources[index];
            let units = match changed.kept(index) {
                Some(kept) => kept.units.clone(),
                None => run
                    .entries()
                    .map(|entry| {
                        let node = entry.value();
                        let unit = OwnUnit::read(lowering, node, item, candidates.find(node));
                        OwnUnit { base: unit.base - base, ..unit }
                    })
                    .collect(),
            };
            runs.push(ItemRun { source, base, units });
        }
        let len = runs.iter().map(|r| r.units.len()).sum();
        Self { runs: runs.into(), len }
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The items in the order of the text.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = PlacedUnit<'_>> + Clone {
        self.runs.iter().flat_map(ItemRun::iter)
    }

    /// The item at `index`.
    pub fn get(&self, index: usize) -> Option<PlacedUnit<'_>> {
        let mut before = 0;
        let run = self.runs.iter().find(|run| {
            before += run.units.len();
            index < before
        })?;
        run.units.get(index + run.units.len() - before).map(|u| u.placed(run.base))
    }

    /// The runs in the order of the text.
    pub fn runs(&self) -> &[ItemRun] {
        &self.runs
    }
}

impl PartialEq for Items {
    fn eq(&self, other: &Self) -> bool {
        let place = |unit: PlacedUnit<'_>| OwnUnit { base: unit.base, unit: unit.unit.clone() };
        self.len == other.len && self.iter().zip(other.iter()).all(|(a, b)| place(a) == place(b))
    }
}

impl ItemRun {
    /// The offset that all its items move with.
    pub fn base(&self) -> u32 {
        self.base
    }

    /// Its items.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = PlacedUnit<'_>> + Clone {
        self.units.iter().map(|u| u.placed(self.base))
    }

    /// Whether both hold the very same items, perhaps at another place.
    pub fn shares(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.units, &other.units)
    }
}

/// What of a list's runs changed: those in front and at the end that both versions have are kept.
struct Changed<'b> {
    before: &'b [ItemRun],
    front: usize,
    back: usize,
    count: usize,
}

impl<'b> Changed<'b> {
    fn between(before: &'b [ItemRun], now: &[Option<Identity>]) -> Self {
        let same = |run: &ItemRun, source: &Option<Identity>| source.is_some() && run.source == *source;
        let front = before.iter().zip(now).take_while(|(run, source)| same(run, source)).count();
        let rest = before[front..].iter().rev().zip(now[front..].iter().rev());
        let back = rest.take_while(|(run, source)| same(run, source)).count();
        Self { before, front, back, count: now.len() }
    }

    fn kept(&self, index: usize) -> Option<&'b ItemRun> {
        if index < self.front {
            return self.before.get(index);
        }
        let from_end = self.count - index;
        (from_end <= self.back).then(|| &self.before[self.before.len() - from_end])
    }

    /// Old items that may stand in the changed runs.
    fn candidates(&self) -> Candidates<'b> {
        let runs = &self.before[self.front..self.before.len() - self.back];
        Candidates { units: runs.iter().flat_map(|r| r.units.iter()).map(|u| &u.unit).collect(), next: 0 }
    }
}

/// How many old items are looked at for a new one: an edit adds or takes away a few.
const LOOK_AHEAD: usize = 8;

/// Old items in order; those that are found are passed by.
struct Candidates<'b> {
    units: Vec<&'b Arc<Unit>>,
    next: usize,
}

impl<'b> Candidates<'b> {
    fn find(&mut self, node: Node<'_>) -> Option<&'b Arc<Unit>> {
        let ahead = self.units.iter().enumerate().skip(self.next).take(LOOK_AHEAD);
        let (index, unit) = ahead.map(|(i, u)| (i, *u)).find(|(_, u)| u.comes_from(node))?;
        self.next = index + 1;
        Some(unit)
    }
}
