//! The figures.

use crate::mutate::Kind;
use std::collections::BTreeMap;
use std::fmt;

/// What came of the mutants of one kind.
#[derive(Clone, Copy, Default)]
struct Counts {
    mutants: usize,
    noticed: usize,
    fixable: usize,
    restored: usize,
    bytes: usize,
}

/// What came of all.
#[derive(Default)]
pub(crate) struct Tally {
    kinds: BTreeMap<Kind, Counts>,
    pub(crate) safe_fixes: usize,
    pub(crate) failures: Vec<String>,
    missed: Vec<String>,
}

/// What came of one, each more than the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Nothing is said about it.
    Silence,
    Noticed,
    Fixable,
    /// A fix gave back what the file said.
    SameModel,
    /// A fix gave back its bytes.
    SameBytes,
}

impl Tally {
    pub(crate) fn mutants(&self) -> usize {
        self.kinds.values().map(|counts| counts.mutants).sum()
    }

    pub(crate) fn count(&mut self, kind: Kind, outcome: Outcome, told: &str) {
        let counts = self.kinds.entry(kind).or_default();
        counts.mutants += 1;
        counts.noticed += usize::from(outcome >= Outcome::Noticed);
        counts.fixable += usize::from(outcome >= Outcome::Fixable);
        counts.restored += usize::from(outcome >= Outcome::SameModel);
        counts.bytes += usize::from(outcome == Outcome::SameBytes);
        if outcome == Outcome::Fixable {
            self.missed.push(told.to_owned());
        }
    }

    /// How many in ten thousand of the mutants with a fix are restored by it.
    pub(crate) fn restored_share(&self, kinds: &[Kind]) -> usize {
        let of = |pick: fn(&Counts) -> usize| kinds.iter().filter_map(|k| self.kinds.get(k)).map(pick).sum::<usize>();
        of(|c| c.restored) * 10_000 / of(|c| c.fixable).max(1)
    }

    pub(crate) fn first_failures(&self) -> String {
        self.failures.iter().take(10).cloned().collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| mistake | mutants | noticed | with a fix | model restored | byte for byte |\n|---|---|---|---|---|---|"
        )?;
        for (kind, c) in &self.kinds {
            writeln!(f, "| {kind:?} | {} | {} | {} | {} | {} |", c.mutants, c.noticed, c.fixable, c.restored, c.bytes)?;
        }
        writeln!(f, "safe fixes tried by themselves: {}, failures: {}", self.safe_fixes, self.failures.len())?;
        let share = self.restored_share(&Kind::ONE_ENTRY);
        writeln!(f, "restored of those with a fix: {}.{:02} %", share / 100, share % 100)?;
        let shown = self.missed.len().min(60);
        write!(f, "not restored ({}), the first {shown}:\n  {}", self.missed.len(), self.missed[..shown].join("\n  "))
    }
}
