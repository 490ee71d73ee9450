//! Values that the schema itself can judge: words, numbers in a range, texts of a pattern.

use crate::changes::Reads;
use crate::checks::{Check, of_entities, of_item};
use crate::context::{Context, ItemContext};
use crate::finding::{Finding, Place};
use crate::repair::Safety;
use crate::rule::{Info, Rule};
use crate::spelling::Meant;
use ov_project::{Datum, Value, View};
use ov_schema::{Key, nearest_word};
use std::sync::OnceLock;

/// A rule about the value of one key of checks or tasks.
pub(crate) struct ValueRule {
    info: &'static Info,
    holder: Holder,
    key: &'static str,
    expected: &'static str,
    /// What another spelling means.
    meant: fn(&str) -> Meant,
    pattern: OnceLock<Option<regex_lite::Regex>>,
}

/// What has the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Checks.
    Check,
    /// Tasks.
    Task,
}

impl ValueRule {
    /// `expected` says in words what the value may be.
    pub(crate) const fn new(info: &'static Info, holder: Holder, key: &'static str, expected: &'static str) -> Self {
        Self { info, holder, key, expected, meant: |_| None, pattern: OnceLock::new() }
    }

    /// The same rule, which knows what other spellings mean.
    pub(crate) const fn meaning(mut self, meant: fn(&str) -> Meant) -> Self {
        self.meant = meant;
        self
    }

    fn judge(&self, view: View<'_>, at: impl Fn(&Datum) -> Place, findings: &mut Vec<Finding>) {
        let Some(field) = view.field(self.key) else { return };
        let Some(found) = self.refused(field.key, &field.value.value) else { return };
        let place = at(&field.value);
        let words = field.key.enum_values.iter().map(|(word, _)| *word).filter(|w| !w.is_empty());
        let guess = nearest_word(words, &found);
        let hint = guess.map(|g| format!("; did you mean `{g}`?")).unwrap_or_default();
        let message = format!("`{}` is `{found}`, but must be {}{hint}", self.key, self.expected);
        let finding = Finding::new(self.info, place, message);
        findings.push(finding.written_as(self.meant(field.key, guess, &found)));
    }

    /// What is surely meant: the nearest word, the only one, or another spelling.
    fn meant(&self, key: &'static Key, guess: Option<&str>, found: &str) -> Meant {
        let mut words = key.enum_values.iter().map(|(word, _)| *word).filter(|word| !word.is_empty());
        let only = words.next().filter(|_| words.next().is_none());
        let word = guess.or(only).map(|word| (word.to_owned(), Safety::Unsafe));
        let fits = |(text, _): &(String, Safety)| self.refused(key, &Value::Text(text.as_str().into())).is_none();
        word.or_else(|| (self.meant)(found)).filter(fits)
    }

    /// The value in words, where the key does not take it. Empty is the same as absent.
    fn refused(&self, key: &'static Key, value: &Value) -> Option<String> {
        match value {
            Value::Text(text) if !text.is_empty() => {
                let allowed = if key.enum_values.is_empty() {
                    let compile = || key.pattern.and_then(|p| regex_lite::Regex::new(p).ok());
                    self.pattern.get_or_init(compile).as_ref().is_none_or(|p| p.is_match(text))
                } else {
                    key.enum_values.iter().any(|(word, _)| word == text)
                };
                (!allowed).then(|| text.to_string())
            }
            Value::Int(number) => {
                let (low, high) = key.range;
                let fits = low.is_none_or(|l| *number >= l) && high.is_none_or(|h| *number <= h);
                (!fits && *number != 0).then(|| number.to_string())
            }
            _ => None,
        }
    }

    fn judge_check(&self, check: &Check<'_>, findings: &mut Vec<Finding>) {
        self.judge(check.view, |datum| check.place(datum.span), findings);
    }
}

impl Rule for ValueRule {
    fn info(&self) -> &'static Info {
        self.info
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        match self.holder {
            Holder::Check => Some(&["eval", "description"]),
            Holder::Task => Some(&["task"]),
        }
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        match self.holder {
            Holder::Check => of_item(item, &mut |check| self.judge_check(check, findings)),
            Holder::Task => {
                let Some(task) = item.task() else { return };
                self.judge(task, |datum| item.at(task.place(datum.span)), findings);
            }
        }
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        if self.holder == Holder::Check {
            of_entities(project, &mut |_, check| self.judge_check(check, findings));
        }
    }
}
