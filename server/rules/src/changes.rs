//! What differs between two versions of a layer, so that only rules that look there run again.

use crate::finding::Finding;
use ov_project::{FileId, ItemRun, LayerField, LayerFile, PlacedUnit, Problem, Value};
use ov_syntax::{Span, SyntaxError};
use std::sync::Arc;

/// Parts of a layer that a rule looks at: `distro` a key of the body with all below it; `eval.id` one key of each item of a
/// list; `eval.id?` only whether the items have it; `BODY` all keys but the lists whose items are read one by one; `PROBLEMS`
/// what is odd about the file itself; `ALL` anything.
pub type Reads = &'static [&'static str];

/// Anything at all.
pub(crate) const ALL: &str = "*";

/// All keys of the body but `service`, `eval` and `task`, those without effect included.
pub(crate) const BODY: &str = "-";

/// Syntax errors, unknown keys of the body, and the like.
pub(crate) const PROBLEMS: &str = "!";

/// An edit of a layer's file, for all that is kept of its project.
#[derive(Debug)]
pub struct Edit<'a> {
    pub(crate) file: FileId,
    pub(crate) changes: Changes<'a>,
}

impl<'a> Edit<'a> {
    /// The edit that made `now` of `before`; `None` where the two have not the same keys, so that anything may be different.
    pub fn between(file: FileId, before: &'a LayerFile, now: &'a LayerFile) -> Option<Self> {
        Some(Self { file, changes: Changes::between(before, now)? })
    }

    /// The file.
    pub fn file(&self) -> FileId {
        self.file
    }
}

/// Two versions with the same keys in the same order.
#[derive(Debug)]
pub(crate) struct Changes<'a> {
    fields: Vec<FieldChange<'a>>,
    problems: bool,
    moved: Moved,
}

#[derive(Debug)]
struct FieldChange<'a> {
    key: &'static str,
    is_list: bool,
    /// Units of the old version that are not in the new one, and the other way round.
    before: Vec<PlacedUnit<'a>>,
    now: Vec<PlacedUnit<'a>>,
}

/// Bytes before `from` stand where they stood, those from `until` on `by` further.
#[derive(Clone, Copy, Debug)]
struct Moved {
    from: u32,
    until: u32,
    by: i64,
}

impl<'a> Changes<'a> {
    /// What differs; `None` where the two have not the same keys, so that anything may.
    pub(crate) fn between(before: &'a LayerFile, now: &'a LayerFile) -> Option<Self> {
        if before.is_flat != now.is_flat || before.fields.len() != now.fields.len() {
            return None;
        }
        let mut compared = Compared::default();
        compared.anchors.push(Anchor::new(before.head.start, now.head.start, true));
        for (old, new) in before.fields.iter().zip(&now.fields) {
            compared.field(old, new)?;
        }
        let moved = Moved::between(&compared.anchors);
        Some(Self { fields: compared.fields, problems: !same_problems(before, now, moved), moved })
    }

    /// Whether anything differs in what is read.
    pub(crate) fn touch(&self, reads: Reads) -> bool {
        reads.iter().any(|read| match (*read, read.split_once('.')) {
            (ALL, _) => true,
            (BODY, _) => self.problems || self.fields.iter().any(|f| !f.is_list),
            (PROBLEMS, _) => self.problems,
            (_, Some((field, key))) => self.fields.iter().any(|f| f.key == field && f.differs_in(key)),
            (field, None) => self.fields.iter().any(|f| f.key == field),
        })
    }

    /// Items of a list that only the old version has, and those that only the new one has; two of them may say the same.
    pub(crate) fn units(&self, list: &str) -> (&[PlacedUnit<'a>], &[PlacedUnit<'a>]) {
        self.fields.iter().find(|f| f.key == list).map_or((&[], &[]), |f| (&f.before, &f.now))
    }

    /// A finding on the old version as one on the new; `None` where it stands in what differs.
    pub(crate) fn carry(&self, finding: &Finding) -> Option<Finding> {
        let mut carried = finding.clone();
        self.carry_places(finding.place.file, &mut carried).then_some(carried)
    }

    /// Moves what stands in the file to where it stands now. Says whether that was all that had to be done.
    pub(crate) fn carry_places(&self, file: FileId, finding: &mut Finding) -> bool {
        finding.places().filter(|place| place.file == file).all(|place| match self.moved.span(place.span) {
            Some(span) => {
                place.span = span;
                true
            }
            None => false,
        })
    }
}

impl FieldChange<'_> {
    fn differs_in(&self, key: &str) -> bool {
        match key.strip_suffix('?') {
            Some(key) => !values(&self.before, key).map(is_set).eq(values(&self.now, key).map(is_set)),
            None => !values(&self.before, key).eq(values(&self.now, key)),
        }
    }
}

/// Scalars are read anew each time.
fn says_the_same(one: PlacedUnit<'_>, other: PlacedUnit<'_>) -> bool {
    Arc::ptr_eq(one.unit, other.unit)
        || (one.unit.datum == other.unit.datum && one.unit.problems == other.unit.problems)
}

fn is_set(value: Option<&Value>) -> bool {
    value.is_some_and(|v| !v.is_zero())
}

fn values<'a>(units: &[PlacedUnit<'a>], key: &str) -> impl Iterator<Item = Option<&'a Value>> {
    units.iter().map(move |unit| unit.record().and_then(|r| r.field(key)).map(|f| &f.value.value))
}

/// A place that both versions have.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    old: u32,
    new: u32,
    /// Whether both say the same from here to the next anchor.
    same: bool,
}

impl Anchor {
    fn new(old: u32, new: u32, same: bool) -> Self {
        Self { old, new, same }
    }

    fn by(self) -> i64 {
        i64::from(self.new) - i64::from(self.old)
    }
}

#[derive(Default)]
struct Compared<'a> {
    fields: Vec<FieldChange<'a>>,
    anchors: Vec<Anchor>,
}

impl<'a> Compared<'a> {
    fn field(&mut self, old: &'a LayerField, new: &'a LayerField) -> Option<()> {
        if old.key != new.key {
            return None;
        }
        let place = |old: u32, new: u32, same| Anchor::new(old, new, same);
        match (old.whole(), new.whole(), old.items(), new.items()) {
            (Some(before), Some(now), ..) => {
                let same = says_the_same(before, now);
                // What stands between the key and its value moves the value by itself.
                let together =
                    now.base.wrapping_sub(before.base) == new.key_span.start.wrapping_sub(old.key_span.start);
                self.anchors.push(place(old.key_span.start, new.key_span.start, same && together));
                if !same {
                    self.fields.push(FieldChange {
                        key: old.key.name,
                        is_list: false,
                        before: vec![before],
                        now: vec![now],
                    });
                }
            }
            (.., Some(before), Some(now)) => {
                self.anchors.push(place(old.key_span.start, new.key_span.start, true));
                self.items(old.key.name, before.runs(), now.runs());
            }
            _ => return None,
        }
        Some(())
    }

    fn items(&mut self, key: &'static str, before: &'a [ItemRun], now: &'a [ItemRun]) {
        let (front, back) = common(before, now, ItemRun::shares);
        let shared = |(old, new): (&ItemRun, &ItemRun)| Anchor::new(old.base(), new.base(), true);
        self.anchors.extend(before[..front].iter().zip(&now[..front]).map(shared));
        let ahead = before[..front].last().map_or(0, ItemRun::base);
        let units = |runs: &'a [ItemRun]| runs.iter().flat_map(ItemRun::iter).collect::<Vec<_>>();
        self.units(key, ahead, &units(&before[front..before.len() - back]), &units(&now[front..now.len() - back]));
        self.anchors.extend(before[before.len() - back..].iter().zip(&now[now.len() - back..]).map(shared));
    }

    /// The items of runs that differ; `ahead` is the last place in front of them that both versions have.
    fn units(&mut self, key: &'static str, ahead: u32, before: &[PlacedUnit<'a>], now: &[PlacedUnit<'a>]) {
        let (front, back) = common(before, now, |old, new| Arc::ptr_eq(old.unit, new.unit));
        let shared = |(old, new): (&PlacedUnit<'_>, &PlacedUnit<'_>)| Anchor::new(old.base, new.base, true);
        let (changed, changed_now) = (&before[front..before.len() - back], &now[front..now.len() - back]);
        self.anchors.extend(before[..front].iter().zip(&now[..front]).map(shared));
        self.anchors.extend(changed.iter().map(|old| Anchor::new(old.base, old.base, false)));
        if changed.is_empty() && !changed_now.is_empty() {
            // What comes in stands behind all that is kept in front.
            let ahead = before[..front].last().map_or(ahead, |unit| unit.base);
            self.anchors.push(Anchor::new(ahead, 0, false));
        }
        self.anchors.extend(before[before.len() - back..].iter().zip(&now[now.len() - back..]).map(shared));
        if !changed.is_empty() || !changed_now.is_empty() {
            let (before, now) = (changed.to_vec(), changed_now.to_vec());
            self.fields.push(FieldChange { key, is_list: true, before, now });
        }
    }
}

/// How many elements two lists share at the front, and how many more at the back.
fn common<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> (usize, usize) {
    let front = one.iter().zip(other).take_while(|(a, b)| same(a, b)).count();
    let rest = one[front..].iter().rev().zip(other[front..].iter().rev());
    (front, rest.take_while(|(a, b)| same(a, b)).count())
}

impl Moved {
    fn between(anchors: &[Anchor]) -> Self {
        let front = anchors.iter().take_while(|a| a.same && a.old == a.new).count();
        let rest = &anchors[front..];
        let by = rest.last().map_or(0, |last| last.by());
        let back = rest.iter().rev().take_while(|a| a.same && a.by() == by).count();
        let from = rest.first().map_or(u32::MAX, |a| a.old);
        let until = if back == 0 { u32::MAX } else { rest[rest.len() - back].old };
        Self { from, until, by }
    }

    fn span(self, span: Span) -> Option<Span> {
        if span.end <= self.from {
            return Some(span);
        }
        let by = |at: u32| u32::try_from(i64::from(at) + self.by).ok();
        if span.start < self.until {
            return None;
        }
        Some(Span::new(by(span.start)?, by(span.end)?))
    }
}

/// Whether what is odd about the file itself, and stands in it without effect, is the same at the places where it moved.
fn same_problems(before: &LayerFile, now: &LayerFile, moved: Moved) -> bool {
    let problem = |old: &Problem, new: &Problem| old.kind == new.kind && moved.span(old.span) == Some(new.span);
    let error = |old: &SyntaxError, new: &SyntaxError| {
        SyntaxError { span: new.span, ..old.clone() } == *new && moved.span(old.span) == Some(new.span)
    };
    let dropped = before.dropped().zip(now.dropped());
    same_list(&before.problems, &now.problems, problem)
        && same_list(&before.syntax_errors, &now.syntax_errors, error)
        && before.dropped().count() == now.dropped().count()
        && dropped.into_iter().all(|((name, unit), (new_name, new_unit))| {
            let is_there =
                moved.span(name.span) == Some(new_name.span) && moved.span(unit.span()) == Some(new_unit.span());
            name.text == new_name.text && is_there && says_the_same(unit, new_unit)
        })
}

fn same_list<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
}
