//! Shell text of tasks and checks, read with a real shell parser into a flat list of commands.

mod cache;
mod nesting;
mod read;

use std::ops::Range;

pub use cache::Scripts;

/// The commands of a shell text, those in substitutions included, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The commands.
    pub(crate) commands: Vec<Command>,
    /// Assignments that stand before a command or alone.
    pub(crate) assignments: Vec<Word>,
}

/// A simple command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Command {
    /// Program and arguments.
    pub(crate) words: Vec<Word>,
    /// Whether the script goes on, or never comes here, where the command cannot work: a test stands before it, or something
    /// takes over when it fails.
    pub(crate) guarded: bool,
    /// Whether it is fed by a here-document.
    pub(crate) here_document: bool,
    /// Files that redirections of the command write.
    pub(crate) writes: Vec<Word>,
}

/// A word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// With its quotes taken away; expansions stay as they are written.
    pub(crate) text: String,
    /// Bytes of the script; of a word in a substitution those of the word around it.
    pub(crate) range: Range<usize>,
}

impl Script {
    /// Reads a shell text; `None` where it is no shell text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        read::script(text)
    }
}

impl Command {
    /// File name of the program and its arguments.
    pub(crate) fn program(&self) -> Option<(&str, &[Word])> {
        let (first, rest) = self.call().split_first()?;
        Some((first.text.rsplit('/').next().unwrap_or_default(), rest))
    }

    /// The words from the program on; wrappers such as `sudo` and assignments are left out.
    pub(crate) fn call(&self) -> &[Word] {
        let mut words = &self.words[..];
        while let Some((first, rest)) = words.split_first() {
            let name = first.text.rsplit('/').next().unwrap_or_default();
            let is_assignment = first.text.split_once('=').is_some_and(|(n, _)| is_name(n));
            if !(is_wrapper(name) || is_assignment) || rest.first().is_none_or(|w| w.text.starts_with('-')) {
                break;
            }
            words = rest;
        }
        words
    }

    /// Arguments that are no options.
    pub(crate) fn operands(&self) -> impl Iterator<Item = &Word> {
        let arguments = self.program().map_or(&[][..], |(_, rest)| rest);
        arguments.iter().filter(|w| !w.text.starts_with('-'))
    }

    /// Bytes of the script from the program to the last word.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |w| w.range.start);
        start..self.words.last().map_or(start, |w| w.range.end)
    }
}

/// Whether a program only runs the one that is named behind it.
pub(crate) fn is_wrapper(program: &str) -> bool {
    matches!(program, "sudo" | "env" | "nice" | "exec" | "command" | "time" | "nohup")
}

/// Whether one of the words stands in a text, not as a part of a longer one.
pub(crate) fn mentions(text: &str, words: &[&str]) -> bool {
    // Most texts hold none of them, and a search is faster than a split.
    words.iter().any(|word| text.contains(word)) && bare_words(text).any(|word| words.contains(&word))
}

/// The words of a text as names of programs and files are written.
pub(crate) fn bare_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !text.starts_with(|c: char| c.is_ascii_digit())
}
