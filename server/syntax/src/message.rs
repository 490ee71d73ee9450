//! Messages a person can act on.

use granit_parser::{ErrorKind, ScanError};

/// What the grammar refused, in plain words.
pub(crate) fn human(error: &ScanError) -> String {
    let text = match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => TAB,
        ErrorKind::InvalidIndentation | ErrorKind::InvalidFlowScalarIndent | ErrorKind::InvalidQuotedScalarIndent => {
            "this line must be indented deeper than the key or item it belongs to"
        }
        ErrorKind::InvalidBlockScalarIndent => "this line is indented less than the block text it belongs to",
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => "expected `:` after this key",
        ErrorKind::ExpectedBlockMappingKey => "expected a `key:` at the same indentation as the keys above",
        ErrorKind::ExpectedBlockSequenceEntry => "expected `- ` at the same indentation as the items above",
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => {
            "a `key:` cannot stand here; quote the text if the `:` belongs to it"
        }
        ErrorKind::BlockSequenceEntryNotAllowed => "a `- ` item cannot stand here",
        ErrorKind::InvalidBlockScalarHeader => {
            "only `+`, `-`, a digit or a comment can follow a `|` or `>` on its line"
        }
        ErrorKind::MissingAnchorOrAliasName => "expected a name behind this `&` or `*`",
        ErrorKind::UnclosedQuotedScalar => "this quote is never closed",
        ErrorKind::MisplacedFlowCollectionEnd => "this bracket closes nothing",
        ErrorKind::InvalidDocumentEnd => BEHIND_END,
        ErrorKind::RecursionLimitExceeded => TOO_DEEP,
        ErrorKind::CommentNotSeparated => "a comment needs a space before its `#`",
        ErrorKind::BomInsideDocument => "a byte order mark can only stand at the start of the file",
        ErrorKind::UndeclaredTagHandle => "no `%TAG` line declares the handle of this tag",
        ErrorKind::UnclosedFlowCollection { open } => return format!("this `{open}` is never closed"),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => return mismatched(*open, *close),
        ErrorKind::UnexpectedCharacter { character } => return unexpected(*character),
        _ => return plain(&error.info()),
    };
    text.to_owned()
}

/// Without the parser's account of what it was doing.
fn plain(info: &str) -> String {
    match info.split_once(", ") {
        Some((doing, what)) if doing.starts_with("while ") => what.to_owned(),
        _ => info.to_owned(),
    }
}

pub(crate) const TAB: &str = "a tab cannot indent YAML; use spaces";
pub(crate) const TOO_DEEP: &str = "nested too deeply";
pub(crate) const DEEPER: &str = "this line is indented more than the lines it belongs with";
pub(crate) const SHALLOWER: &str = "this line is indented less than the lines it belongs with";
pub(crate) const NO_DASH: &str = "expected `- ` before this item";
pub(crate) const STRAY_DASH: &str = "a `- ` item cannot stand among keys";
pub(crate) const BEHIND: &str = "nothing can follow this value on its line";

pub(crate) const BEHIND_END: &str = "nothing can follow the end of a document on its line";

pub(crate) fn no_anchor(name: &str) -> String {
    format!("no anchor `&{name}` stands before this alias")
}

pub(crate) fn no_colon(key: &str) -> String {
    let mut shown: String = key.chars().take(40).collect();
    if shown.len() < key.len() {
        shown.push('…');
    }
    format!("expected `:` after the key `{shown}`")
}

pub(crate) fn never_closed(open: char) -> String {
    format!("this `{open}` is never closed")
}

pub(crate) fn mismatched(open: char, close: char) -> String {
    format!("this `{close}` does not close the `{open}` before it")
}

pub(crate) fn unexpected(character: char) -> String {
    format!("`{}` cannot stand here", character.escape_debug())
}
