//! Names of rules in flags and config files.

use crate::report::RuleInfo;
use ov_project::{Config, RuleSetting};
use ov_rules::{Settings, selectors};
use ov_schema::nearest_word;
use ov_syntax::Span;
use std::fmt;

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

/// Refuses names in the config or the flags that mean nothing.
///
/// # Errors
/// The first of them.
pub fn all_known(rules: &[RuleInfo], config: &Config, settings: &Settings) -> Result<(), UnknownRule> {
    let configured = configured(config).map(|setting| &setting.name);
    configured.chain(&settings.select).chain(&settings.ignore).try_for_each(|name| known(rules, name))
}

/// Where the config names a rule or group that there is not, and in words.
pub fn unknown(rules: &[RuleInfo], config: &Config) -> Vec<(Span, String)> {
    configured(config).filter_map(|s| Some((s.span, known(rules, &s.name).err()?.to_string()))).collect()
}

fn configured(config: &Config) -> impl Iterator<Item = &RuleSetting> {
    config.rules.iter().chain(config.overrides.iter().flat_map(|entry| &entry.rules))
}

fn known(rules: &[RuleInfo], name: &str) -> Result<(), UnknownRule> {
    let mut names: Vec<&str> = rules.iter().map(|rule| &*rule.id).collect();
    for group in selectors() {
        names.push(group);
    }
    if names.contains(&name) {
        return Ok(());
    }
    Err(UnknownRule { name: name.to_owned(), nearest: nearest_word(names, name).map(str::to_owned) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::check::rules;

    fn refusal(config: &str, select: &str) -> Option<String> {
        let settings = Settings { select: vec![select.into()], ..Settings::default() };
        all_known(&rules(), &Config::read(config), &settings).err().map(|error| error.to_string())
    }

    #[test]
    fn unknown_names_are_refused_with_the_nearest() {
        assert_eq!(refusal("", "unknown-key"), None);
        assert_eq!(refusal("rules: {services: off}", "all"), None);
        let guess = "no rule or group `unknwon-key`, did you mean `unknown-key`?";
        assert_eq!(refusal("", "unknwon-key").unwrap(), guess);
        assert_eq!(refusal("rules: {unknwon-key: off}", "all").unwrap(), guess);
        assert_eq!(refusal("overrides: [{files: [a], rules: {unknwon-key: off}}]", "all").unwrap(), guess);
        assert_eq!(refusal("", "zzz").unwrap(), "no rule or group `zzz`; `ov-lsp rules` lists them");
    }
}
