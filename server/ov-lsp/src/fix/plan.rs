//! Which fixes go together, and what they make of a text.

use crate::report::{Edit, Fix, Move, Report};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// A set of fixes that do not touch each other.
#[derive(Debug, Default)]
pub(super) struct Plan<'r> {
    /// Edits of each file, by offset.
    pub(super) edits: BTreeMap<&'r str, BTreeMap<(u32, u32), &'r Edit>>,
    /// What goes elsewhere once the edits are made.
    pub(super) moves: Vec<&'r Move>,
    /// What to delete at the end.
    pub(super) deletes: Vec<&'r str>,
    /// Number of fixes.
    pub(super) count: usize,
}

impl<'r> Plan<'r> {
    /// The fixes of `report` in its order; one that meets an earlier one waits for the next round.
    pub(super) fn new(report: &'r Report, unsafe_too: bool) -> Self {
        let mut plan = Self::default();
        for fix in report.findings.iter().filter_map(|finding| finding.fix(unsafe_too)) {
            if plan.takes(fix) {
                plan.add(fix);
            }
        }
        plan
    }

    /// One fix; `None` where it does nothing, or meets itself.
    pub(super) fn of_one(fix: &'r Fix) -> Option<Self> {
        let mut plan = Self::default();
        plan.takes(fix).then(|| plan.add(fix))?;
        Some(plan)
    }

    fn takes(&self, fix: &Fix) -> bool {
        let moved = fix.moves.iter().flat_map(|one| [&one.from, &one.to]);
        !fix.is_empty()
            && is_in_one_piece(&fix.edits)
            && moved.chain(&fix.deletes).all(|path| is_below(path) && !self.touches(path))
            && fix.edits.iter().all(|edit| is_below(&edit.place.file) && self.leaves_alone(edit))
    }

    fn touches(&self, path: &str) -> bool {
        let edited = self.edits.keys().any(|file| is_in(file, path));
        edited || self.gone_or_new().any(|other| is_in(other, path) || is_in(path, other))
    }

    /// Files and folders that will not be what they are.
    fn gone_or_new(&self) -> impl Iterator<Item = &'r str> {
        let moved = self.moves.iter().flat_map(|one| [one.from.as_str(), one.to.as_str()]);
        moved.chain(self.deletes.iter().copied())
    }

    fn leaves_alone(&self, edit: &Edit) -> bool {
        let file = &*edit.place.file;
        if self.gone_or_new().any(|path| is_in(file, path)) {
            return false;
        }
        let Some(taken) = self.edits.get(file) else { return true };
        let (start, _) = range(edit);
        let before = taken.range(..(start, u32::MAX)).next_back();
        let behind = taken.range((start, 0)..).next();
        before.is_none_or(|(_, other)| are_apart(other, edit)) && behind.is_none_or(|(_, other)| are_apart(edit, other))
    }

    fn add(&mut self, fix: &'r Fix) {
        for edit in &fix.edits {
            self.edits.entry(&edit.place.file).or_default().insert(range(edit), edit);
        }
        self.moves.extend(&fix.moves);
        self.deletes.extend(fix.deletes.iter().map(String::as_str));
        self.count += 1;
    }
}

/// What ends where the next begins is apart, unless one of them only inserts or deletes there: then their order is a guess, or both
/// together leave nothing where each by itself leaves something.
fn are_apart(first: &Edit, second: &Edit) -> bool {
    let (a, b) = (range(first), range(second));
    let replaces = |edit: &Edit| range(edit).0 < range(edit).1 && !edit.text.is_empty();
    a.1 < b.0 || a.1 == b.0 && replaces(first) && replaces(second)
}

/// Whether no edit of a fix meets another one.
fn is_in_one_piece(edits: &[Edit]) -> bool {
    let mut ranges: Vec<_> = edits.iter().map(|edit| (&edit.place.file, range(edit))).collect();
    ranges.sort();
    ranges.windows(2).all(|pair| pair[0].0 != pair[1].0 || pair[0] != pair[1] && pair[0].1.1 <= pair[1].1.0)
}

/// Whether `path` stays below the root.
fn is_below(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

fn is_in(path: &str, folder: &str) -> bool {
    Path::new(path).starts_with(folder)
}

fn range(edit: &Edit) -> (u32, u32) {
    (edit.place.start.offset, edit.place.end.offset)
}

/// `text` with `edits` made; `None` where they do not fit it.
pub(super) fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> Option<String> {
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let (start, end) = range(edit);
        result.push_str(text.get(done..start as usize)?);
        result.push_str(&edit.text);
        text.get(start as usize..end as usize)?;
        done = end as usize;
    }
    result.push_str(text.get(done..)?);
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Finding, Place, Position, Safety, Severity};

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        let at = |offset| Position { line: 1, column: offset + 1, offset };
        Edit { place: Place { file: "f.yml".into(), start: at(start), end: at(end) }, text: text.into() }
    }

    fn report(fixes: Vec<(Vec<Edit>, &[&str])>) -> Report {
        let at = edit(0, 0, "").place;
        let finding = |(edits, deletes): (Vec<Edit>, &[&str])| Finding {
            rule: "r".into(),
            severity: Severity::Warning,
            message: String::new(),
            place: at.clone(),
            layer: None,
            related: vec![],
            fixes: vec![Fix {
                deletes: deletes.iter().map(|path| (*path).to_owned()).collect(),
                ..Fix::of_texts("", Safety::Safe, edits)
            }],
        };
        Report { findings: fixes.into_iter().map(finding).collect(), ..Report::default() }
    }

    fn applied(fixes: Vec<Vec<Edit>>) -> (usize, Option<String>) {
        let report = report(fixes.into_iter().map(|edits| (edits, &[][..])).collect());
        let plan = Plan::new(&report, false);
        (plan.count, apply("0123456789", plan.edits["f.yml"].values().copied()))
    }

    fn made(count: usize, text: &str) -> (usize, Option<String>) {
        (count, Some(text.into()))
    }

    #[test]
    fn edits_come_together_in_any_order() {
        assert_eq!(applied(vec![vec![edit(8, 9, "")], vec![edit(2, 4, "x"), edit(0, 0, "y")]]), made(2, "y01x45679"));
        assert_eq!(applied(vec![vec![edit(2, 4, "x")], vec![edit(4, 5, "y")]]), made(2, "01xy56789"));
    }

    #[test]
    fn the_first_of_two_that_meet_wins_whole() {
        assert_eq!(applied(vec![vec![edit(2, 5, "x")], vec![edit(4, 6, "y"), edit(8, 9, "z")]]), made(1, "01x56789"));
        assert_eq!(applied(vec![vec![edit(2, 5, "x")], vec![edit(2, 5, "x")]]), made(1, "01x56789"));
        assert_eq!(applied(vec![vec![edit(2, 5, "x")], vec![edit(5, 5, "y")]]), made(1, "01x56789"));
        assert_eq!(applied(vec![vec![edit(2, 2, "x")], vec![edit(2, 2, "y")]]), made(1, "01x23456789"));
        assert_eq!(applied(vec![vec![edit(2, 5, "")], vec![edit(5, 7, "")]]), made(1, "0156789"));
        assert_eq!(applied(vec![vec![edit(3, 4, "x")], vec![edit(2, 6, "y")]]), made(1, "012x456789"));
        assert_eq!(applied(vec![vec![edit(2, 6, "y")], vec![edit(3, 4, "x")]]), made(1, "01y6789"));
    }

    #[test]
    fn a_fix_that_meets_itself_is_left_out() {
        for edits in [[edit(2, 5, "x"), edit(4, 6, "y")], [edit(2, 2, "x"), edit(2, 2, "y")]] {
            assert_eq!(Plan::new(&report(vec![(edits.into(), &[])]), false).count, 0);
        }
    }

    #[test]
    fn edits_must_fit() {
        assert_eq!(apply("é", [&edit(1, 2, "x")]), None);
        assert_eq!(apply("ab", [&edit(1, 9, "x")]), None);
    }

    #[test]
    fn nothing_outside_the_root_is_deleted() {
        for path in ["..", "a/../../b", "/etc", "", "."] {
            assert_eq!(Plan::new(&report(vec![(vec![], &[path])]), false).count, 0, "{path}");
        }
    }

    #[test]
    fn a_folder_is_not_deleted_and_edited_at_once() {
        let report =
            report(vec![(vec![], &["a"]), (vec![], &["a/b"]), (vec![edit(0, 1, "")], &["f.yml"]), (vec![], &["ab"])]);
        assert_eq!(Plan::new(&report, false).deletes, ["a", "f.yml", "ab"]);
        let plan = Plan::new(&report, false);
        assert!(!plan.leaves_alone(&edit(5, 6, "")));
    }
}
