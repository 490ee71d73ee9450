//! Counting findings that are the same but for their place.

use super::Identity;
use super::identity::identities;
use crate::report::{Report, Severity};
use std::collections::BTreeMap;

/// How often something was found, and how bad it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) times: usize,
    pub(super) severity: Severity,
}

/// Findings by identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(pub(super) BTreeMap<Identity, Count>);

impl Tally {
    /// Counts the findings of a report; `prefix` goes before each file.
    pub fn of(report: &Report, prefix: &str) -> Self {
        let mut tally = Self::default();
        for (identity, finding) in identities(report, prefix).into_iter().zip(&report.findings) {
            tally.count(identity, Count { times: 1, severity: finding.severity });
        }
        tally
    }

    pub(super) fn count(&mut self, identity: Identity, more: Count) {
        let count = self.0.entry(identity).or_insert(Count { times: 0, ..more });
        count.times += more.times;
        count.severity = count.severity.max(more.severity);
    }

    /// Adds what another run found elsewhere.
    pub fn extend(&mut self, other: Self) {
        other.0.into_iter().for_each(|(identity, count)| self.count(identity, count));
    }

    /// Number of findings.
    pub fn len(&self) -> usize {
        self.0.values().map(|count| count.times).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The findings that are counted here more often than in `other`, by how much, and how bad they were.
    pub fn beyond<'t>(&'t self, other: &'t Self) -> impl Iterator<Item = (&'t Identity, usize, Severity)> {
        self.0.iter().filter_map(|(identity, count)| {
            let left = count.times.checked_sub(other.times(identity)).filter(|left| *left > 0)?;
            Some((identity, left, count.severity))
        })
    }

    /// The part of it that `wanted` holds for.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(&Identity, Severity) -> bool) -> Self {
        let wanted = self.0.iter().filter(|(identity, count)| wanted(identity, count.severity));
        Self(wanted.map(|(identity, count)| (identity.clone(), *count)).collect())
    }

    fn times(&self, identity: &Identity) -> usize {
        self.0.get(identity).map_or(0, |count| count.times)
    }
}

/// What is not to be reported again.
#[derive(Clone, Debug, Default)]
pub struct Known {
    sources: Vec<Tally>,
}

impl Known {
    /// All that one of several sources knows. What two of them know is one thing, not two.
    pub fn new(sources: Vec<Tally>) -> Self {
        Self { sources }
    }

    /// Takes what is known out of the report; gives all that was in it. Of equal findings the first are those known.
    pub fn hide_in(&self, report: &mut Report, prefix: &str) -> Tally {
        let mut met = Tally::default();
        let mut hidden = 0;
        let mut identities = identities(report, prefix).into_iter();
        report.findings.retain(|finding| {
            let Some(identity) = identities.next() else { return true };
            let before = met.times(&identity);
            let is_known = self.sources.iter().any(|source| source.times(&identity) > before);
            hidden += usize::from(is_known);
            met.count(identity, Count { times: 1, severity: finding.severity });
            !is_known
        });
        if !self.sources.is_empty() {
            report.known = Some(report.known.unwrap_or_default() + hidden);
        }
        met
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::report::format::tests::{many, sample};
    use super::*;

    #[test]
    fn what_is_known_is_hidden_as_often_as_it_is_known() {
        let mut twice = sample();
        twice.findings.extend(sample().findings);
        let known = Known::new(vec![Tally::of(&sample(), ""), Tally::of(&sample(), "")]);
        let met = known.hide_in(&mut twice, "");
        assert_eq!((twice.findings.len(), twice.known), (2, Some(2)));
        assert_eq!(met.len(), 4);
        assert_eq!(Tally::of(&sample(), "").beyond(&met).count(), 0);
        let new: Vec<_> = met.beyond(&Tally::of(&sample(), "")).map(|(_, left, _)| left).collect();
        assert_eq!(new, [1, 1]);
    }

    #[test]
    fn a_line_makes_no_difference_and_a_folder_does() {
        let mut moved = sample();
        for text in moved.sources.values_mut() {
            *text = format!("# a comment\n\n{text}").into();
        }
        for finding in &mut moved.findings {
            finding.place.start.offset += 13;
            finding.place.start.line += 2;
        }
        let known = Known::new(vec![Tally::of(&sample(), "")]);
        known.hide_in(&mut moved, "");
        assert_eq!(moved.findings, []);
        let mut elsewhere = sample();
        known.hide_in(&mut elsewhere, "other/");
        assert_eq!(elsewhere.findings.len(), 2);
    }

    #[test]
    fn nothing_known_hides_nothing() {
        let mut report = many(3, Severity::Info);
        assert_eq!(Known::default().hide_in(&mut report, "").len(), 3);
        assert_eq!((report.findings.len(), report.known), (3, None));
    }
}
