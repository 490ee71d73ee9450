//! What goes wrong with a template, and how much of the machine it may use.

use std::fmt;
use std::ops::Range;

/// The stage at which a template failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is no valid template (an unknown function included).
    Parse,
    /// A valid template failed while it ran: wrong types, wrong number of arguments, a missing field.
    Exec,
    /// A limit on steps, depth or output was reached.
    Limit,
    /// The template is valid, but asks for something that only the image builder itself can answer.
    Unsupported,
}

/// A failed template: what happened and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The stage at which it failed.
    pub kind: ErrorKind,
    /// What happened, in the words of Go's own message where there is one, without any position.
    pub message: String,
    /// The place in the template text, in bytes. It lies on character boundaries and within the text.
    pub span: Range<usize>,
}

impl TemplateError {
    pub(super) fn new(kind: ErrorKind, span: Span, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), span: span.start as usize..span.end as usize }
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for TemplateError {}

/// What one rendering may use up before it is stopped with [`ErrorKind::Limit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Nodes, commands and iterations evaluated, plus one for every 16 bytes of text made on the way.
    pub steps: usize,
    /// Blocks and template calls within one another. Each level takes some stack of the calling thread.
    pub depth: usize,
    /// Bytes of output, and of any text made on the way.
    pub output_bytes: usize,
}

impl Default for Limits {
    /// A hundred times what the largest shipped template needs, used up within milliseconds.
    fn default() -> Self {
        Self { steps: 200_000, depth: 300, output_bytes: 1 << 20 }
    }
}

/// A place in the template text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// From the start of this one to the end of the other.
    pub(super) fn to(self, last: Self) -> Self {
        Self { start: self.start, end: last.end.max(self.start) }
    }
}
