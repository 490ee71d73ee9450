//! `# ov-lsp: ignore[rule] reason` and `# ov-lsp: ignore-file[rule] reason`.

use crate::finding::{Finding, Place, Tag};
use crate::repair::{Change, Repair};
use crate::rules::{unknown_suppression, unused_suppression};
use crate::settings::{Settings, selectors};
use ov_project::{Directive, FileContent, FileId, Project};
use ov_schema::nearest_word;
use ov_syntax::Span;

/// A directive by its meaning.
struct Suppression<'a> {
    directive: &'a Directive,
    whole_file: bool,
    /// The rule or group, and where its name stands.
    name: &'a str,
    span: Span,
    alone: bool,
}

/// Takes out what comments suppress of the findings in one file, and says how many; adds findings about comments that suppress
/// nothing or name no rule.
pub(crate) fn apply(
    project: &Project,
    settings: &Settings,
    file: FileId,
    findings: Vec<Finding>,
) -> (Vec<Finding>, usize) {
    let directives = match &project.file(file).content {
        FileContent::Root(root) => &root.directives[..],
        FileContent::Layer(layer) => &layer.directives[..],
        FileContent::Failed(_) | FileContent::Absent => &[],
    };
    if directives.is_empty() {
        return (findings, 0);
    }
    let before = findings.len();
    let (own, left) = apply_to_file(file, directives, findings);
    (own.into_iter().filter_map(|f| settings.apply_late(project, f)).collect(), before - left)
}

fn apply_to_file(file: FileId, directives: &[Directive], findings: Vec<Finding>) -> (Vec<Finding>, usize) {
    let mut told = Vec::new();
    let mut suppressions = Vec::new();
    for directive in directives {
        match read(directive) {
            Ok(list) => suppressions.extend(list),
            Err(message) => {
                told.push(Finding::new(&unknown_suppression::INFO, Place { file, span: directive.span }, message));
            }
        }
    }
    let mut used = vec![false; suppressions.len()];
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let hits: Vec<usize> = (0..suppressions.len()).filter(|&i| suppressions[i].covers(&finding)).collect();
        for &hit in &hits {
            used[hit] = true;
        }
        if hits.is_empty() {
            kept.push(finding);
        }
    }
    let left = kept.len();
    told.extend(suppressions.iter().zip(&used).filter(|(_, used)| !**used).map(|(s, _)| s.unused(file)));
    kept.extend(told);
    (kept, left)
}

/// What a comment says, behind its `#`, to silence a rule, with a word where the reason belongs.
pub fn suppression_text(rule: &str) -> String {
    format!("ov-lsp: ignore[{rule}] reason")
}

impl Suppression<'_> {
    fn covers(&self, finding: &Finding) -> bool {
        let named = self.name == finding.rule.id || self.name == finding.rule.group.name();
        let start = finding.place.span.start;
        let here = self.whole_file || (self.directive.lines.start <= start && start < self.directive.lines.end);
        named && here
    }

    fn unused(&self, file: FileId) -> Finding {
        let place = Place { file, span: self.span };
        if !selectors().any(|known| known == self.name) {
            let guess = nearest_word(selectors(), self.name);
            let hint = guess.map(|g| format!("; did you mean `{g}`?")).unwrap_or_default();
            let message = format!("no rule or group is called `{}`{hint}", self.name);
            let finding = Finding::new(&unknown_suppression::INFO, place, message);
            return match guess {
                Some(guess) => finding.repair(Repair::guess(
                    format!("Rename to `{guess}`"),
                    Change::ReplaceText { at: place, text: guess.into() },
                )),
                None => finding,
            };
        }
        let message = format!("nothing here breaks `{}`, so this comment suppresses nothing", self.name);
        let finding = Finding::new(&unused_suppression::INFO, place, message).tag(Tag::Unnecessary);
        if !self.alone {
            return finding;
        }
        let at = Place { file, span: self.directive.comment };
        finding.repair(Repair::safe("Remove the comment", Change::ReplaceText { at, text: String::new() }))
    }
}

/// Reads `ignore[a, b] reason` or `ignore-file[a] reason`.
fn read(directive: &Directive) -> Result<Vec<Suppression<'_>>, String> {
    let text = directive.text.as_str();
    let (whole_file, rest) = match text.strip_prefix("ignore-file") {
        Some(rest) => (true, rest),
        None => match text.strip_prefix("ignore") {
            Some(rest) => (false, rest),
            None => {
                return Err(format!("`{}` is no instruction; write `ignore[rule]` or `ignore-file[rule]`", word(text)));
            }
        },
    };
    let list = rest.strip_prefix('[').and_then(|r| r.split_once(']')).map(|(list, _)| list);
    let Some(list) = list else {
        return Err("the rules to ignore are missing; write `ignore[rule]`".into());
    };
    let start = directive.span.start + (text.len() - rest.len() + 1) as u32;
    let alone = !list.contains(',');
    let mut at = start;
    let mut found = Vec::new();
    for part in list.split(',') {
        let name = part.trim();
        let name_start = at + (part.len() - part.trim_start().len()) as u32;
        at += part.len() as u32 + 1;
        if name.is_empty() {
            return Err("the name of a rule is missing".into());
        }
        let span = Span::new(name_start, name_start + name.len() as u32);
        found.push(Suppression { directive, whole_file, name, span, alone });
    }
    Ok(found)
}

fn word(text: &str) -> &str {
    text.split([' ', '[']).next().unwrap_or(text)
}
