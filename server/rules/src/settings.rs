//! Which rules run, and how much their findings matter.

use crate::finding::Finding;
use crate::registry;
use crate::rule::{Group, Info, Rule};
use crate::severity::Severity;
use ov_project::{Config, Project, RuleSetting};
use smol_str::SmolStr;

/// What the configuration and the command line ask for.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Only these rules and groups run; empty for those that run by default.
    pub select: Vec<SmolStr>,
    /// These rules and groups do not run.
    pub ignore: Vec<SmolStr>,
}

/// Stands for all rules.
const ALL: &str = "all";

/// A level in the configuration: a severity, or not at all.
type Level = Option<Severity>;

impl Settings {
    /// The rules that run.
    pub fn active_rules(&self) -> impl Iterator<Item = &'static dyn Rule> {
        registry::all().iter().copied().filter(|rule| self.runs(rule.info()))
    }

    /// Whether a rule runs at all. What the configuration switches on or off is known only for a finding's file.
    fn runs(&self, info: &Info) -> bool {
        let named = |list: &[SmolStr]| list.iter().any(|s| names(s, info));
        !named(&self.ignore) && (self.select.is_empty() || named(&self.select))
    }

    /// The finding with the severity that the configuration gives it; `None` where it is switched off.
    pub fn apply(&self, project: &Project, finding: Finding) -> Option<Finding> {
        let file = &project.file(finding.place.file).display;
        let level = configured(&project.config, file, finding.rule);
        let selected = self.select.iter().any(|s| s == finding.rule.id);
        match level {
            Some(Some(severity)) => Some(Finding { severity, ..finding }),
            Some(None) if !selected => None,
            None if !finding.rule.default_on && !selected => None,
            _ => Some(finding),
        }
    }
}

impl Settings {
    /// Whether a rule may say something in a project of this configuration.
    pub fn may_report(&self, config: &Config, info: &Info) -> bool {
        let is_on = |rules: &[RuleSetting]| level_of(rules, info).map(|level| level.is_some());
        let by_config = is_on(&config.rules).unwrap_or(info.default_on);
        let by_override = config.overrides.iter().any(|one| is_on(&one.rules) == Some(true));
        self.runs(info) && (by_config || by_override || self.select.iter().any(|name| name == info.id))
    }

    /// [`Self::apply`] for findings made after all rules ran, which did not pass the choice of rules.
    pub(crate) fn apply_late(&self, project: &Project, finding: Finding) -> Option<Finding> {
        if self.runs(finding.rule) { self.apply(project, finding) } else { None }
    }
}

fn names(selector: &str, info: &Info) -> bool {
    selector == info.id || selector == info.group.name() || selector == ALL
}

/// What the configuration says of a rule in a file; of overrides the last that matches wins.
fn configured(config: &Config, file: &str, info: &Info) -> Option<Level> {
    let overrides = config.overrides.iter().rev().filter(|o| o.matches(file));
    overrides.map(|o| o.rules.as_slice()).chain([config.rules.as_slice()]).find_map(|rules| level_of(rules, info))
}

/// The severities that the configuration sets for a file, overrides resolved: of several entries for a rule the narrowest
/// counts, as in one `rules:` map.
pub fn effective_severities<'c>(config: &'c Config, file: &str) -> Vec<&'c RuleSetting> {
    let mut settings: Vec<&RuleSetting> = config.rules.iter().collect();
    for one in config.overrides.iter().filter(|o| o.matches(file)) {
        settings.retain(|earlier| !one.rules.iter().any(|later| covers(&later.name, &earlier.name)));
        settings.extend(&one.rules);
    }
    settings
}

/// Whether a selector names all that another one names.
fn covers(wide: &str, narrow: &str) -> bool {
    let in_group = || registry::all().iter().any(|r| r.info().id == narrow && r.info().group.name() == wide);
    wide == narrow || wide == ALL || in_group()
}

/// The rule's own entry, else that of its group, else that of all rules.
fn level_of(settings: &[RuleSetting], info: &Info) -> Option<Level> {
    let entry = |name: &str| settings.iter().rev().find(|s| s.name == name);
    entry(info.id).or_else(|| entry(info.group.name())).or_else(|| entry(ALL)).map(|s| Severity::parse(&s.level))
}

/// Rules and groups by name, for messages about unknown ones.
pub fn selectors() -> impl Iterator<Item = &'static str> {
    registry::all().iter().map(|r| r.info().id).chain(Group::ALL.iter().map(|g| g.name())).chain([ALL])
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = "
rules: {all: info, keys: warning, unknown-key: error, enable-missing: hint}
overrides:
  - {files: ['a/*'], rules: {keys: off, services: error}}
  - {files: ['a/b', 'c'], rules: {unknown-key: hint}}
  - {files: ['c'], rules: {all: off, enable-missing: error}}
  - {files: ['c'], rules: {keys: info}}
";

    #[test]
    fn effective_severities_are_those_that_findings_get() {
        let config = Config::read(CONFIG);
        for file in ["x", "a/a", "a/b", "c"] {
            let settings: Vec<RuleSetting> = effective_severities(&config, file).into_iter().cloned().collect();
            for rule in registry::all() {
                let info = rule.info();
                assert_eq!(level_of(&settings, info), configured(&config, file, info), "{} in {file}", info.id);
            }
        }
    }

    #[test]
    fn what_a_later_entry_covers_is_gone() {
        let config = Config::read(CONFIG);
        let names =
            |file: &str| effective_severities(&config, file).iter().map(|s| s.name.to_string()).collect::<Vec<_>>();
        assert_eq!(names("x"), ["all", "keys", "unknown-key", "enable-missing"]);
        assert_eq!(names("a/b"), ["all", "keys", "services", "unknown-key"]);
        assert_eq!(names("c"), ["all", "enable-missing", "keys"]);
    }
}
