//! The laws, one operation at a time.

use super::Edits;
use super::meaning::{self, Value};
use super::members::{self, Member};
use super::operation::Operation;
use super::random::Random;
use ov_edit::{Editor, TextEdit, apply};
use ov_syntax::Tree;
use std::collections::BTreeMap;
use std::fmt;

/// What came of many operations.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) done: usize,
    unread: usize,
    /// Those done in texts that have something odd in them, by what it is.
    odd: BTreeMap<&'static str, usize>,
    refused: BTreeMap<String, usize>,
    pub(crate) failures: Vec<String>,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { done, unread, odd, refused, failures } = self;
        writeln!(f, "{done} edits hold, {} fail, {unread} texts left out, refused:", failures.len())?;
        writeln!(f, "  {odd:?}")?;
        refused.iter().try_for_each(|(why, count)| writeln!(f, "  {count:6} {why}"))
    }
}

impl Tally {
    /// Tries `tries` random operations on a text that both readers take.
    pub(crate) fn text(&mut self, place: &str, text: &str, tries: usize, seed: u64) {
        let tree = Tree::parse(text);
        let Some(before) = meaning::of(text).filter(|m| tree.is_valid() && m.len() == tree.documents().len()) else {
            self.unread += 1;
            return;
        };
        let members = members::all(&tree);
        let mut random = Random::new(seed + 7);
        for _ in 0..tries.min(members.len() * 4) {
            let member = random.pick(&members);
            let others: Vec<&Member> = members.iter().filter(|m| is_sibling(m, member)).collect();
            let operation = Operation::random(&mut random, member, &others);
            match hold(text, &tree, &before, member, &operation) {
                Ok(None) => {
                    self.done += 1;
                    ODDITIES
                        .iter()
                        .filter(|(_, has)| has(text))
                        .for_each(|(name, _)| *self.odd.entry(name).or_default() += 1);
                }
                Ok(Some(reason)) => *self.refused.entry(format!("{}: {reason}", operation.name())).or_default() += 1,
                Err(why) => {
                    self.failures.push(format!("{place}: {operation:?}\non {member:?}\n{why}\nbefore:\n{text}"));
                }
            }
        }
    }
}

/// What a text may have in it that edits often get wrong.
type Oddity = (&'static str, fn(&str) -> bool);

const ODDITIES: [Oddity; 11] = [
    ("CRLF", |t| t.contains("\r\n")),
    ("a tab behind content", |t| t.contains("\t#") || t.contains("\t\n") || t.contains("\t\r")),
    ("no final line break", |t| !t.ends_with('\n')),
    ("an anchor", |t| t.contains(" &a")),
    ("an alias", |t| t.contains(" *a")),
    ("a flow collection", |t| t.contains(['[', '{'])),
    ("a block scalar", |t| [" |", " >"].iter().any(|mark| t.contains(mark))),
    ("an empty value", |t| t.lines().any(|l| l.trim_end().ends_with([':', '-']))),
    ("other scripts", |t| !t.is_ascii()),
    ("a document marker", |t| t.lines().any(|l| l.starts_with("---") || l.starts_with("..."))),
    ("a byte order mark", |t| t.starts_with('\u{feff}')),
];

impl Tally {
    /// What was tried less than `least` times.
    pub(crate) fn too_rare(&self, least: usize) -> Vec<&'static str> {
        let rare = |name: &&str| self.odd.get(*name).copied().unwrap_or_default() < least;
        ODDITIES.iter().map(|(name, _)| *name).filter(|name| rare(name)).collect()
    }

    /// How many edits were refused for a reason that holds `words`.
    pub(crate) fn refused_for(&self, words: &str) -> usize {
        self.refused.iter().filter(|(why, _)| why.contains(words)).map(|(_, count)| count).sum()
    }
}

fn is_sibling(a: &Member, b: &Member) -> bool {
    a.document == b.document && a.parent() == b.parent()
}

/// The reason where the operation was refused.
fn hold(
    text: &str,
    tree: &Tree,
    before: &[Value],
    member: &Member,
    operation: &Operation,
) -> Result<Option<String>, String> {
    let edits = match operation.run(&Editor::new(text, tree), member) {
        Ok(edits) => edits,
        Err(refusal) => return Ok(Some(without_names(&refusal.reason))),
    };
    well_formed(text, &edits)?;
    let after = apply(text, &edits);
    let explain = |why: &str| format!("{why}\nedits: {edits:?}\nafter:\n{after}");
    let mut expected = before.to_vec();
    operation.meant(&mut expected[member.document], member);
    let found = match meaning::of(&after) {
        Some(found) => found,
        // It knows no collection as the value of a pair in `[key: value]`.
        None if member.pair => return Ok(Some("the other reader cannot tell".to_owned())),
        None => return Err(explain("the other reader refuses the result")),
    };
    if found != expected {
        return Err(explain(&format!("meant {expected:?}\nfound {found:?}")));
    }
    if text.contains("\r\n") && !after.replace("\r\n", "").chars().all(|c| c != '\n') {
        return Err(explain("a lone line feed"));
    }
    if text.starts_with('\u{feff}') != after.starts_with('\u{feff}') {
        return Err(explain("the byte order mark moved"));
    }
    // Before a block scalar that keeps its empty lines there is no other end.
    if text.contains('\n') && !text.contains("|+") && after.ends_with('\n') != text.ends_with('\n') {
        return Err(explain("another end of the file"));
    }
    let after_tree = Tree::parse(&after);
    let kept = kept_comments(text, tree, member, operation);
    let mut there: Vec<&str> = after_tree.comments().iter().map(|c| &after[c.span.range()]).collect();
    for comment in kept {
        let found = there.iter().position(|t| *t == comment);
        there.remove(found.ok_or_else(|| explain(&format!("the comment {comment:?} is lost")))?);
    }
    again(&after, &after_tree, member, operation).map_err(|why| explain(&why))?;
    back(text, &after, &after_tree, member, operation).map_err(|why| explain(&why))?;
    Ok(None)
}

fn without_names(reason: &str) -> String {
    reason.split('`').step_by(2).collect::<Vec<_>>().join("…")
}

fn well_formed(text: &str, edits: &[TextEdit]) -> Result<(), String> {
    let inside = edits.iter().all(|e| text.get(e.span.range()).is_some_and(|old| old != e.text));
    let disjoint = edits.windows(2).all(|e| e[0].span.end <= e[1].span.start);
    if inside && disjoint { Ok(()) } else { Err(format!("edits overlap or change nothing: {edits:?}")) }
}

/// A second time changes nothing.
fn again(after: &str, tree: &Tree, member: &Member, operation: &Operation) -> Result<(), String> {
    let edits: Edits = match operation {
        Operation::AddItem(..)
        | Operation::Copy(_)
        | Operation::Remove
        | Operation::Move(..)
        | Operation::Split
        | Operation::Merge => {
            return Ok(());
        }
        _ => {
            let path = operation.path_after(member);
            let member = members::at(tree, member.document, &path).ok_or("the member is gone")?;
            operation.run(&Editor::new(after, tree), &member)
        }
    };
    match edits {
        Ok(edits) if edits.is_empty() => Ok(()),
        other => Err(format!("a second time gives {other:?}")),
    }
}

/// What was added can be removed again, and then all is as before but for white space inside brackets and in empty lines.
fn back(text: &str, after: &str, tree: &Tree, member: &Member, operation: &Operation) -> Result<(), String> {
    let Some(path) = operation.path_of_new(member) else { return Ok(()) };
    let new = members::at(tree, member.document, &path).ok_or("what was added is not there")?;
    let edits = Editor::new(after, tree).remove_entry(new.place()).map_err(|r| format!("cannot be removed: {r}"))?;
    let restored = apply(after, &edits);
    let same =
        if member.flow { member.pair || bare(&restored) == bare(text) } else { trimmed(&restored) == trimmed(text) };
    if same { Ok(()) } else { Err(format!("removed again: {edits:?}\n{restored}")) }
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

fn trimmed(text: &str) -> Vec<&str> {
    text.split('\n').map(str::trim_end).collect()
}

/// The comments that no operation on `member` may touch.
fn kept_comments<'t>(text: &'t str, tree: &Tree, member: &Member, operation: &Operation) -> Vec<&'t str> {
    let all = tree.comments().iter();
    let line_of = |at: u32| text[..at as usize].matches('\n').count();
    let (first, last) = (line_of(member.outer.start), line_of(member.outer.end));
    let lines: Vec<&str> = text.lines().collect();
    let is_comment = |line: usize| lines.get(line).is_some_and(|l| l.trim_start().starts_with('#'));
    // Empty lines that a block scalar keeps are the member's.
    let keeps = text[member.outer.range()].contains("|+");
    let is_close = |line: usize| is_comment(line) || keeps && lines.get(line).is_some_and(|l| l.trim().is_empty());
    let takes_neighbours = matches!(operation, Operation::Remove);
    let belongs = |line: usize| {
        if line < first {
            takes_neighbours && (line..first).all(is_comment)
        } else if line > last {
            (last + 1..=line).all(is_close)
        } else {
            true
        }
    };
    all.filter(|c| !operation.may_drop_comments() || !belongs(line_of(c.span.start)))
        .map(|c| &text[c.span.range()])
        .collect()
}
