//! What is wrong in a config file, in words.

use crate::report::Position;
use crate::report::lines::Lines;
use ov_project::{Config, ProblemKind};
use ov_schema::nearest_word;
use ov_syntax::Span;
use std::fmt;

/// Why a config file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// As it was named.
    pub file: String,
    /// Where in it.
    pub at: Position,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.at.line, self.at.column, self.message)
    }
}

impl std::error::Error for ConfigError {}

/// The mistake that stands first in the file.
pub(super) fn first(file: &str, text: &str, config: &Config) -> Option<ConfigError> {
    let (span, message) = mistakes(config).into_iter().next()?;
    Some(error(file, text, span, message))
}

/// All that is not understood in a config file: where, and in words; in the order of the text.
pub fn mistakes(config: &Config) -> Vec<(Span, String)> {
    let syntax = config.syntax_errors.iter().map(|error| (error.span, error.message.clone()));
    let problems = config.problems.iter().map(|problem| (problem.span, words(&problem.kind)));
    let mut all: Vec<_> = syntax.chain(problems).chain(config.invalid.iter().cloned()).collect();
    all.sort_by_key(|(span, _)| *span);
    all
}

pub(super) fn error(file: &str, text: &str, span: Span, message: String) -> ConfigError {
    ConfigError { file: file.to_owned(), at: Lines::new(text).position(span.start), message }
}

fn words(problem: &ProblemKind) -> String {
    match problem {
        ProblemKind::UnknownKey { within, name, .. } => {
            let keys: Vec<&str> = ov_schema::get(*within).current().map(|key| key.name).collect();
            match nearest_word(keys.iter().copied(), name) {
                Some(key) => format!("no key `{name}` here, did you mean `{key}`?"),
                None => format!("no key `{name}` here; there are `{}`", keys.join("`, `")),
            }
        }
        ProblemKind::WrongType { text: Some(text), .. } => format!("`{text}` has the wrong type"),
        ProblemKind::WrongType { .. } => "the value has the wrong type".into(),
        ProblemKind::DuplicateKey { name, .. } => format!("`{name}` stands here twice"),
        ProblemKind::SeveralDocuments => "a config file is one document".into(),
        ProblemKind::RootNotMapping { .. } => "a config file is a mapping".into(),
        _ => "this has no meaning in a config file".into(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::read;

    fn refusal(text: &str) -> String {
        read("ov-lsp.yml", text).unwrap_err().to_string()
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(refusal("ruls: {}\n"), "ov-lsp.yml:1:1: no key `ruls` here, did you mean `rules`?");
        assert!(refusal("zzzzzz: {}\n").starts_with("ov-lsp.yml:1:1: no key `zzzzzz` here; there are `checkouts`, "));
        assert!(refusal("# x\nrules: {unknown-key: eror}\n").starts_with("ov-lsp.yml:2:22: `eror` is no severity"));
        assert!(refusal("mixed-entry: strickt\n").starts_with("ov-lsp.yml:1:14: `strickt` is unknown here"));
        assert!(refusal("max-file-size: [1]\n").starts_with("ov-lsp.yml:1:16: "));
        assert!(refusal("a: [\n").starts_with("ov-lsp.yml:1:"));
        assert!(refusal("- a\n").starts_with("ov-lsp.yml:1:1: "));
        assert!(refusal("text\n").starts_with("ov-lsp.yml:1:1: "));
    }

    #[test]
    fn nothing_is_no_mistake() {
        for text in ["", "# nothing\n", "rules:\n", "---\n"] {
            assert!(read("ov-lsp.yml", text).is_ok(), "{text:?}");
        }
    }
}
