//! The one place that knows the parser library.

use granit_parser::{Options, Parser, StrInput};

/// Nesting beyond this is a syntax error instead of a deep stack.
const NESTING_LIMIT: usize = 255;

fn options() -> Options {
    granit_parser::options! {
        strict_indentation: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: NESTING_LIMIT,
        block_nesting_limit: NESTING_LIMIT,
    }
}

/// Events of `text`, comments and anchors included.
pub(crate) fn events(text: &str) -> Parser<'_, StrInput<'_>> {
    Parser::new_from_str_with_options(text, options())
}
