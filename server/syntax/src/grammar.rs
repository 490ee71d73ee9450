//! The one place that knows the parser library.

use granit_parser::{Options, Parser, StrInput};

/// Nesting beyond this is a syntax error instead of a deep stack.
pub(crate) const NESTING_LIMIT: u32 = 255;

fn options(depth: u32) -> Options {
    granit_parser::options! {
        strict_indentation: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: NESTING_LIMIT as usize,
        block_nesting_limit: NESTING_LIMIT.saturating_sub(depth) as usize,
    }
}

/// Events of `text`, which stands `depth` block collections deep, comments and anchors included.
pub(crate) fn events(text: &str, depth: u32) -> Parser<'_, StrInput<'_>> {
    Parser::new_from_str_with_options(text, options(depth))
}
