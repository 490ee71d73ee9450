//! What fixes do with mistakes. Many layers have one each at a time; what goes wrong in such a crowd is looked at again alone.

use crate::model;
use crate::mutate::Mutant;
use crate::project::{Corpus, Said, key, said};
use crate::tally::{Outcome, Tally};
use fastrand::Rng;
use ov_edit::{TextEdit, apply};
use ov_lsp::report::{Finding, Fix, Report, Safety};
use ov_syntax::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(crate) fn batch(corpus: &Corpus, mutants: &[Mutant<'_>], random: &mut Rng, tally: &mut Tally) {
    let changes: Vec<(&Path, &str)> = mutants.iter().map(|m| (&*m.layer.path, &*m.text)).collect();
    let report = corpus.check(&changes);
    let safe = corpus.repair(&changes, false);
    for mutant in mutants {
        let after = safe.changes.iter().find(|change| change.path == mutant.layer.path).map(|change| &*change.after);
        tally.count(mutant.kind, outcome(corpus, mutant, &report, after), &mutant.told);
    }
    let chosen: Vec<Chosen<'_, '_>> = mutants.iter().filter_map(|m| Chosen::random(m, &report, random)).collect();
    tally.safe_fixes += chosen.len();
    let known: BTreeSet<&str> = mutants.iter().map(|m| &*m.layer.file).collect();
    let strangers = safe.changes.iter().filter(|c| !known.iter().any(|file| c.path.ends_with(file)));
    tally.failures.extend(strangers.map(|change| format!("{} was changed without a mistake", change.path.display())));
    if !hold(corpus, &changes, &report, &chosen).is_empty() {
        for one in chosen {
            let changes = [(&*one.mutant.layer.path, &*one.mutant.text)];
            let alone = corpus.check(&changes);
            if said(&alone).contains_key(&key(one.finding)) {
                tally.failures.extend(hold(corpus, &changes, &alone, &[one]));
            }
        }
    }
}

/// A safe fix of a mutant, and the text that it gives.
#[derive(Clone)]
struct Chosen<'m, 'l> {
    mutant: &'m Mutant<'l>,
    finding: &'m Finding,
    fix: &'m Fix,
    after: String,
}

impl<'m, 'l> Chosen<'m, 'l> {
    fn random(mutant: &'m Mutant<'l>, report: &'m Report, random: &mut Rng) -> Option<Self> {
        let here = report.findings.iter().filter(|f| *f.place.file == *mutant.layer.file);
        let fixes = here.flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)));
        let safe: Vec<_> = fixes.filter(|(_, fix)| fix.safety == Safety::Safe).collect();
        let (finding, fix) = *random.choice(&safe)?;
        Some(Self { mutant, finding, fix, after: made(&mutant.text, fix) })
    }

    fn told(&self, what: &str) -> String {
        let Self { mutant, finding, fix, .. } = self;
        format!("{}: `{}` of {} ({}) {what}", mutant.told, fix.title, finding.rule, finding.message)
    }
}

pub(crate) fn made(text: &str, fix: &Fix) -> String {
    let edit = |edit: &ov_lsp::report::Edit| TextEdit {
        span: Span::new(edit.place.start.offset, edit.place.end.offset),
        text: edit.text.clone(),
    };
    apply(text, &fix.edits.iter().map(edit).collect::<Vec<_>>())
}

/// The laws of a safe fix, for one fix in each of some layers: it removes its finding, adds no other, changes nothing that is rendered but
/// back to what was meant, and touches one entry of one file.
fn hold(corpus: &Corpus, changes: &[(&Path, &str)], before: &Report, chosen: &[Chosen<'_, '_>]) -> Vec<String> {
    let mut fixed: BTreeMap<&Path, &str> = changes.iter().copied().collect();
    fixed.extend(chosen.iter().map(|one| (&*one.mutant.layer.path, &*one.after)));
    let fixed: Vec<(&Path, &str)> = fixed.into_iter().collect();
    let report = corpus.check(&fixed);
    let after = said(&report);
    let before = said(before);
    let count = |said: &Said, finding: &Finding| said.get(&key(finding)).copied().unwrap_or_default();
    let mut failures = Vec::new();
    for one in chosen {
        let finding = one.finding;
        if count(&after, finding) >= count(&before, finding) {
            failures.push(one.told("leaves its finding"));
        }
        let elsewhere = one.fix.edits.iter().any(|edit| edit.place.file != finding.place.file);
        if elsewhere || !one.fix.deletes.is_empty() {
            failures.push(one.told("reaches further than its file"));
        }
        if changed_entries(&one.mutant.text, &one.after) > 1 {
            failures.push(one.told("touches more than one entry of the layer"));
        }
    }
    // What is said of the untouched project is not new.
    let told =
        |key| before.get(key).copied().unwrap_or_default().max(corpus.usual.get(key).copied().unwrap_or_default());
    let more = after.iter().filter(|(key, count)| told(*key) < **count);
    let new: BTreeSet<_> = more.map(|(key, _)| key.clone()).collect();
    let here = |finding: &&Finding| new.contains(&key(finding)) && !chosen.iter().any(|one| is_left_of(one, finding));
    failures.extend(report.findings.iter().filter(here).map(|finding| {
        let Finding { place, rule, message, .. } = finding;
        let made: Vec<String> =
            chosen.iter().filter(|one| *one.mutant.layer.file == *place.file).map(|one| one.told("")).collect();
        format!("a new finding in {}: {rule}: {message} {made:?}", place.file)
    }));
    failures.extend(rendered_otherwise(corpus, changes, &fixed, chosen));
    failures
}

/// Rules with findings of several things, each of which has a fix of its own.
const MENDED_IN_PARTS: [&str; 1] = ["package-map-missing"];

/// Whether a finding is what a fix left of the one that it mends in part: of the same rule at the same place, and telling of less.
fn is_left_of(one: &Chosen<'_, '_>, finding: &Finding) -> bool {
    let mended = one.finding;
    let start = mended.place.start.offset;
    let moved: i64 = one.fix.edits.iter().filter(|edit| edit.place.end.offset <= start).map(growth).sum();
    MENDED_IN_PARTS.contains(&&*mended.rule)
        && finding.rule == mended.rule
        && finding.place.file == mended.place.file
        && i64::from(finding.place.start.offset) == i64::from(start) + moved
        && tells_of_less(&finding.message, &mended.message)
}

fn growth(edit: &ov_lsp::report::Edit) -> i64 {
    i64::try_from(edit.text.len()).unwrap() - i64::from(edit.place.end.offset - edit.place.start.offset)
}

/// Whether a message says nothing that the other one does not, and not all of it.
fn tells_of_less(message: &str, other: &str) -> bool {
    let mut rest = words(other);
    let is_said = |word: &str| rest.iter().position(|w| *w == word).map(|at| rest.swap_remove(at)).is_some();
    words(message).into_iter().all(is_said) && !rest.is_empty()
}

/// The words of a message; one thing and several are the same.
fn words(message: &str) -> Vec<&str> {
    message.split_whitespace().map(|word| word.trim_matches([',', ';', '.']).trim_end_matches('s')).collect()
}

fn rendered_otherwise(
    corpus: &Corpus,
    changes: &[(&Path, &str)],
    fixed: &[(&Path, &str)],
    chosen: &[Chosen<'_, '_>],
) -> Vec<String> {
    let by_name: BTreeMap<&str, &Chosen<'_, '_>> = chosen.iter().map(|one| (&*one.mutant.layer.name, one)).collect();
    let names: BTreeSet<String> = by_name.keys().map(|name| (*name).to_owned()).collect();
    let (before, after) = (corpus.rendered(changes, &names), corpus.rendered(fixed, &names));
    let both = before.into_iter().zip(after).zip(by_name.into_values());
    let odd = both.filter(|((before, after), one)| after != before && *after != one.mutant.layer.rendered);
    odd.map(|(_, one)| one.told("renders otherwise than before, and than meant")).collect()
}

/// Number of the entries of the layer's body, and of the items of its lists, that differ.
fn changed_entries(before: &str, after: &str) -> usize {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    let same_front = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let rest = before.len().min(after.len()) - same_front;
    let same_back = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let changed = &before[same_front..before.len() - same_back];
    let indent = |line: &String| line.len() - line.trim_start().len();
    let least = changed.iter().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or_default();
    changed.iter().filter(|line| !line.trim().is_empty() && indent(line) == least).count()
}

fn outcome(corpus: &Corpus, mutant: &Mutant<'_>, report: &Report, safe: Option<&str>) -> Outcome {
    let here: Vec<&Finding> = report.findings.iter().filter(|f| *f.place.file == *mutant.layer.file).collect();
    let new: Vec<&&Finding> = here.iter().filter(|f| !corpus.usual.contains_key(&key(f))).collect();
    let firsts = || new.iter().filter_map(|finding| finding.fix(true));
    let meant = model::of(&mutant.layer.text);
    let by_one: Vec<String> = firsts().map(|fix| made(&mutant.text, fix)).collect();
    let restored = by_one.iter().map(String::as_str).chain(safe).filter(|text| model::of(text) == meant);
    let restored: Vec<&str> = restored.collect();
    if restored.contains(&&*mutant.layer.text) {
        Outcome::SameBytes
    } else if !restored.is_empty() {
        Outcome::SameModel
    } else if !by_one.is_empty() {
        Outcome::Fixable
    } else if !new.is_empty() {
        Outcome::Noticed
    } else {
        Outcome::Silence
    }
}

#[test]
fn what_is_left_tells_of_less() {
    let whole =
        "`a` is not for arch and fedora, so this check fails in images `x` and `y`; map arch to `b` and fedora to `c`";
    assert!(tells_of_less("`a` is not for fedora, so this check fails in image `y`; map fedora to `c`", whole));
    assert!(!tells_of_less(whole, whole));
    assert!(!tells_of_less("`a` is not for fedora, so this check fails in image `z`; map fedora to `c`", whole));
    assert!(!tells_of_less(
        "`a` is not for fedora, so this check fails in image `y`; map fedora to `b`  and `b`",
        whole
    ));
}
