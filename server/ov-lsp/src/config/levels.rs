//! Which rules run, and how bad their findings are.

use crate::report::{RuleInfo, Severity};
use ov_project::{Config, RuleSetting};
use ov_schema::nearest_word;
use std::collections::BTreeMap;
use std::fmt;

/// Stands for all rules.
const ALL: &str = "all";

/// What is asked of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Do not run it.
    Off,
    /// Run it; findings keep the severity the rule gives them.
    On,
    /// Run it; findings have this severity.
    At(Severity),
}

/// Rules named by flags: ids, groups or `all`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these, where there are any.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
}

/// A name that is neither a rule nor a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// As it was written.
    pub name: String,
    /// What may have been meant.
    pub nearest: Option<String>,
}

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no rule or group `{}`", self.name)?;
        match &self.nearest {
            Some(name) => write!(f, ", did you mean `{name}`?"),
            None => write!(f, "; `ov-lsp rules` lists them"),
        }
    }
}

impl std::error::Error for UnknownRule {}

/// The level of every rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    by_rule: BTreeMap<String, Level>,
}

impl Levels {
    /// From the defaults, then the config (groups, then ids), then the flags. Overrides for some files are not in it.
    ///
    /// # Errors
    /// A name that is neither a rule nor a group.
    pub fn new(rules: &[RuleInfo], config: &Config, flags: &Selection) -> Result<Self, UnknownRule> {
        let overridden = config.overrides.iter().flat_map(|entry| &entry.rules);
        let configured = config.rules.iter().chain(overridden).map(|setting| setting.name.as_str());
        for name in configured.chain(flags.select.iter().chain(&flags.ignore).map(String::as_str)) {
            known(rules, name)?;
        }
        let by_rule = rules.iter().map(|rule| (rule.id.to_string(), level(rule, &config.rules, flags))).collect();
        Ok(Self { by_rule })
    }

    /// What is asked of the rule. One that is not in the catalogue runs.
    pub fn of(&self, rule: &str) -> Level {
        self.by_rule.get(rule).copied().unwrap_or(Level::On)
    }

    /// The severity of a finding that the rule itself calls `own`; `None` where the rule is off.
    pub fn severity(&self, rule: &str, own: Severity) -> Option<Severity> {
        match self.of(rule) {
            Level::Off => None,
            Level::On => Some(own),
            Level::At(severity) => Some(severity),
        }
    }
}

fn level(rule: &RuleInfo, settings: &[RuleSetting], flags: &Selection) -> Level {
    let is_named = |names: &[String]| names.iter().any(|name| names_rule(name, rule));
    let setting = |name: &str| settings.iter().rev().find(|setting| setting.name == name);
    let usual = if rule.default_on { Level::On } else { Level::Off };
    let set = [&*rule.id, &*rule.group, ALL].into_iter().find_map(setting);
    let level = set.map_or(usual, |setting| Severity::named(&setting.level).map_or(Level::Off, Level::At));
    let level = match (flags.select.is_empty(), is_named(&flags.select)) {
        (false, false) => Level::Off,
        (false, true) if level == Level::Off => Level::On,
        (true, _) | (false, true) => level,
    };
    if is_named(&flags.ignore) { Level::Off } else { level }
}

fn names_rule(name: &str, rule: &RuleInfo) -> bool {
    name == ALL || name == rule.id || name == rule.group
}

fn known(rules: &[RuleInfo], name: &str) -> Result<(), UnknownRule> {
    if rules.iter().any(|rule| names_rule(name, rule)) {
        return Ok(());
    }
    let names = rules.iter().flat_map(|rule| [&*rule.id, &*rule.group]).chain([ALL]);
    Err(UnknownRule { name: name.to_owned(), nearest: nearest_word(names, name).map(str::to_owned) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn rule(id: &'static str, group: &'static str, default_on: bool) -> RuleInfo {
        let (summary, doc) = ("".into(), "".into());
        RuleInfo { id: id.into(), group: group.into(), severity: Severity::Warning, default_on, summary, doc }
    }

    fn rules() -> [RuleInfo; 3] {
        [rule("unknown-key", "files", true), rule("wrong-type", "files", true), rule("slow-probe", "checks", false)]
    }

    fn levels(config: &str, select: &[&str], ignore: &[&str]) -> Result<Levels, UnknownRule> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let flags = Selection { select: owned(select), ignore: owned(ignore) };
        Levels::new(&rules(), &Config::read(config), &flags)
    }

    fn running(config: &str, select: &[&str], ignore: &[&str]) -> Vec<String> {
        let levels = levels(config, select, ignore).unwrap();
        rules().iter().filter(|rule| levels.of(&rule.id) != Level::Off).map(|rule| rule.id.to_string()).collect()
    }

    #[test]
    fn flags_win_over_config_and_config_over_defaults() {
        assert_eq!(running("", &[], &[]), ["unknown-key", "wrong-type"]);
        assert_eq!(running("rules: {files: off, wrong-type: info}", &[], &[]), ["wrong-type"]);
        assert_eq!(running("rules: {files: off}", &["files"], &["unknown-key"]), ["wrong-type"]);
        assert_eq!(running("", &["slow-probe"], &[]), ["slow-probe"]);
        assert_eq!(running("", &["all"], &["files"]), ["slow-probe"]);
    }

    #[test]
    fn a_configured_severity_replaces_that_of_the_rule() {
        let levels = levels("rules: {files: info, wrong-type: error}", &[], &[]).unwrap();
        assert_eq!(levels.severity("unknown-key", Severity::Error), Some(Severity::Info));
        assert_eq!(levels.severity("wrong-type", Severity::Hint), Some(Severity::Error));
        assert_eq!(levels.severity("slow-probe", Severity::Hint), None);
    }

    #[test]
    fn unknown_names_are_refused_with_the_nearest() {
        let error = levels("", &["unknwon-key"], &[]).unwrap_err();
        assert_eq!(error.to_string(), "no rule or group `unknwon-key`, did you mean `unknown-key`?");
        let error = levels("", &[], &["zzz"]).unwrap_err();
        assert_eq!(error.to_string(), "no rule or group `zzz`; `ov-lsp rules` lists them");
        assert!(levels("overrides: [{files: [a], rules: {nope: off}}]", &[], &[]).is_err());
    }
}
