//! Whether to colour.

use super::outcome::stdout_is_terminal;
use clap::ValueEnum;
use std::env;

/// `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    pub(super) fn is_on(self) -> bool {
        let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        self.decide(stdout_is_terminal(), variable)
    }

    fn decide(self, is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if variable("NO_COLOR").is_some() => false,
            Self::Auto if variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            Self::Auto => is_terminal && variable("TERM").is_none_or(|term| term != "dumb"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Color;

    fn auto(is_terminal: bool, set: &[(&str, &str)]) -> bool {
        let variable = |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        Color::Auto.decide(is_terminal, variable)
    }

    #[test]
    fn the_environment_decides() {
        assert!(auto(true, &[]));
        assert!(!auto(false, &[]));
        assert!(!auto(true, &[("NO_COLOR", "1")]));
        assert!(!auto(true, &[("TERM", "dumb")]));
        assert!(auto(false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!auto(false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!auto(false, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
        assert!(Color::Always.decide(false, |_| Some("1".into())));
        assert!(!Color::Never.decide(true, |_| None));
    }
}
