//! A tree after an edit: reads the lines of the members that the edit touches, and shares the rest with the tree before.
//!
//! A member of a `cut` collection owns whole lines, and what they mean depends on them alone. So the smallest run of members
//! around the edit is read; where its lines could belong elsewhere, or elsewhere lines to it, the next larger run is, and at
//! last the whole text.

use crate::chunked::{Chunked, Place};
use crate::green::{Child, Collection, Green, Placed};
use crate::reading::Reading;
use crate::recover::head;
use crate::source::Source;
use crate::tree::{Parts, Tree, addressed};
use crate::{Span, scan};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A replacement of `span` of the text before by `inserted` bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was replaced, in the text before.
    pub span: Span,
    /// Number of bytes that stand there now.
    pub inserted: u32,
}

impl Change {
    /// How far the text behind moves; wraps for a move to the front.
    fn delta(self) -> u32 {
        self.inserted.wrapping_sub(self.span.len())
    }
}

/// A collection on the way from the root to the edit.
struct Step<'t> {
    collection: &'t Arc<Collection>,
    start: u32,
    /// The members that the edit may touch.
    touched: Range<usize>,
    /// Where the lines of the collection end at the latest, in the text before.
    end: u32,
}

/// Lines of some members before the edit and after it.
#[derive(Clone, Copy)]
struct Lines {
    before: Span,
    after: Span,
}

impl Tree {
    /// The tree of the text after `change`; equal to [`Tree::parse`] of that text. `after` is the text after it.
    #[must_use]
    pub fn edit(&self, after: &(impl Source + ?Sized), change: Change) -> Self {
        self.edit_members(after, change).unwrap_or_else(|| Self::parse(&after.text(0..after.len())))
    }

    fn edit_members(&self, after: &(impl Source + ?Sized), change: Change) -> Option<Self> {
        let before_len = (after.len() as u32).wrapping_sub(change.delta());
        let [document] = &self.parts.documents[..] else { return None };
        if self.parts.entangled || change.span.end > before_len {
            return None;
        }
        let path = path_to(document, change, before_len);
        for depth in (0..path.len()).rev() {
            let step = &path[depth];
            let attempts = [step.touched.clone(), step.touched.start.saturating_sub(1)..step.touched.end];
            for (members, again) in attempts.into_iter().zip([false, true]) {
                if again && members == step.touched {
                    break;
                }
                if let Some((lines, reading)) = read(after, &path[..=depth], members.clone(), change, self.is_valid()) {
                    if self.tells_others(lines, &reading, before_len) {
                        return None;
                    }
                    return Some(self.spliced(&path[..=depth], members, lines, reading, change, before_len));
                }
            }
        }
        None
    }

    /// Whether what is said elsewhere may change: where nothing explains a refusal, the place that was refused does.
    fn tells_others(&self, lines: Lines, reading: &Reading, before_len: u32) -> bool {
        let errors = &self.parts.errors;
        let before = errors.count_before(lines.before.end, lines.before.end == before_len)
            - errors.count_before(lines.before.start, false);
        match (before, reading.errors.len()) {
            (0, 0) => false,
            (0, _) => errors.len() > 0,
            (_, 0) => true,
            _ => false,
        }
    }

    fn spliced(
        &self,
        path: &[Step<'_>],
        members: Range<usize>,
        lines: Lines,
        reading: Reading,
        change: Change,
        before_len: u32,
    ) -> Self {
        let by = change.delta();
        let (mut members, mut children) = (members, reading.children);
        let mut node = None;
        for (depth, step) in path.iter().enumerate().rev() {
            for child in &mut children {
                child.shift(step.start.wrapping_neg());
            }
            let placed = renewed(step, step.collection.children.splice(members, children, by));
            (members, children) = (0..0, Vec::new());
            if let Some((parent, index)) = depth.checked_sub(1).map(|d| (&path[d], path[d].touched.start))
                && let Some((base, child)) = parent.collection.children.get(index)
            {
                let mut child = child.clone();
                child.shift(base.wrapping_add(parent.start));
                child.value = placed.clone();
                children.push(child);
                members = index..index + 1;
            }
            node = Some(placed);
        }
        let parts = &*self.parts;
        let last = lines.before.end == before_len;
        Self {
            parts: Arc::new(Parts {
                documents: node.into_iter().collect(),
                addressed: replaced(&parts.addressed, lines.before, last, addressed(&reading.comments).collect(), by),
                comments: replaced(&parts.comments, lines.before, last, reading.comments, by),
                errors: replaced(&parts.errors, lines.before, last, reading.errors, by),
                entangled: false,
                all_comments: OnceLock::new(),
                all_errors: OnceLock::new(),
            }),
        }
    }
}

/// The list with others at `span`, and at its end with `at_end`.
fn replaced<T: Place>(list: &Chunked<T>, span: Span, at_end: bool, new: Vec<T>, by: u32) -> Chunked<T> {
    list.splice(list.count_before(span.start, false)..list.count_before(span.end, at_end), new, by)
}

/// The collection with other members.
fn renewed(step: &Step<'_>, children: Chunked<Child>) -> Placed {
    let old = &**step.collection;
    let last = children.len().checked_sub(1).and_then(|last| children.get(last));
    let end = last.map_or(0, |(base, child)| base + child.end());
    let green = Green::Collection(Arc::new(Collection { properties: old.properties.clone(), children, ..*old }));
    Placed { offset: step.start, len: end, green }
}

/// The cut collections around the edit, outermost first.
fn path_to(document: &Placed, change: Change, before_len: u32) -> Vec<Step<'_>> {
    let mut path: Vec<Step<'_>> = Vec::new();
    let mut node = document;
    let mut start = document.offset;
    let mut end = before_len;
    while let Green::Collection(collection) = &node.green {
        if !collection.cut || collection.flow || collection.properties.is_some() {
            break;
        }
        let Some(line_start) = start.checked_sub(collection.column).filter(|line| *line <= change.span.start) else {
            break;
        };
        let inner = change.span.moved(line_start.wrapping_neg());
        let children = &collection.children;
        let first = children.count_before(inner.start, true).saturating_sub(1);
        let last = children.count_before(inner.end, true).max(first + 1);
        if let Some((base, next)) = children.get(last) {
            end = (start + base + next.start()).wrapping_sub(collection.column);
        }
        path.push(Step { collection, start, touched: first..last, end });
        if last != first + 1 {
            break;
        }
        let Some((base, child)) = children.get(first) else { break };
        node = &child.value;
        start = start + base + node.offset;
    }
    path
}

/// Reads the lines of `members`, if they can be read alone.
fn read(
    after: &(impl Source + ?Sized),
    path: &[Step<'_>],
    members: Range<usize>,
    change: Change,
    valid: bool,
) -> Option<(Lines, Reading)> {
    let step = path.last()?;
    let column = step.collection.column;
    let (base, first) = step.collection.children.get(members.start)?;
    let start = (step.start + base + first.start()).checked_sub(column)?;
    let touches =
        start <= change.span.start && (change.span.end < step.end || step.end == after_to_before(after, change));
    if !touches {
        return None;
    }
    let lines =
        Lines { before: Span::new(start, step.end), after: Span::new(start, step.end.wrapping_add(change.delta())) };
    let own_line = start == 0 || after.text(start as usize - 1..start as usize).bytes().all(scan::is_break);
    if !own_line || is_compact(path, members.start, start) {
        return None;
    }
    let text = after.text(lines.after.range());
    if text.contains('\u{feff}') || !ends_a_line(&text, after, lines.after.end) {
        return None;
    }
    let depth = path.len() as u32 - 1;
    let reading = Reading::of(&text, step.collection, depth)?;
    let stays_valid = valid && reading.errors.is_empty();
    (stays_valid || is_reached(after, path)).then(|| (lines, reading.shifted(start)))
}

fn after_to_before(after: &(impl Source + ?Sized), change: Change) -> u32 {
    (after.len() as u32).wrapping_sub(change.delta())
}

fn ends_a_line(text: &str, after: &(impl Source + ?Sized), end: u32) -> bool {
    end as usize == after.len()
        || (text.ends_with(['\n', '\r'])
            && !(text.ends_with('\r') && after.text(end as usize..end as usize + 1) == "\n"))
}

/// Whether the first member stands behind the `- ` of the item around it.
fn is_compact(path: &[Step<'_>], member: usize, line_start: u32) -> bool {
    let Some(outer) = path.len().checked_sub(2).and_then(|at| path.get(at)) else { return false };
    let item = outer.collection.children.get(outer.touched.start);
    member == 0 && item.is_some_and(|(base, child)| outer.start + base + child.start() >= line_start)
}

/// Whether a reading of broken text would come to the last collection by the same way: each head holds a plain key or a
/// dash, and nothing else up to the collection.
fn is_reached(after: &(impl Source + ?Sized), path: &[Step<'_>]) -> bool {
    let begins = path.iter().all(|step| {
        let line = after.text(step.start as usize..step.start as usize + HEAD);
        head::is_member(line.as_bytes(), 0)
    });
    begins && path.windows(2).all(|pair| matches!(pair, [outer, inner] if leads(after, outer, inner)))
}

/// How many bytes of a line are looked at for its key.
const HEAD: usize = 256;

/// Whether only the head of the outer's member stands before the inner.
fn leads(after: &(impl Source + ?Sized), outer: &Step<'_>, inner: &Step<'_>) -> bool {
    let Some((base, child)) = outer.collection.children.get(outer.touched.start) else { return false };
    let start = outer.start + base + child.start();
    let lead = after.text(start as usize..inner.start as usize);
    let bytes = lead.as_bytes();
    let mut behind = 1;
    if outer.collection.mapping {
        let Some(head::Key { colon: Some(colon), .. }) = head::key(bytes, 0) else { return false };
        if scan::skip_blanks(bytes, colon + 1) as usize == bytes.len() {
            return false;
        }
        behind = colon + 1;
    }
    scan::skip_trivia(bytes, behind) as usize == bytes.len()
}
