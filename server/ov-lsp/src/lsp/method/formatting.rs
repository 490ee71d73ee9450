//! `textDocument/formatting` and `textDocument/rangeFormatting`.

use crate::lsp::event::Reply;
use crate::lsp::session::Session;
use ov_ide::format;
use ov_syntax::Span;
use tower_lsp_server::ls_types::{Range, TextEdit, Uri};

/// Of the whole document, or of what touches a range.
pub(in crate::lsp) fn run(
    session: &mut Session,
    uri: &Uri,
    within: Option<Range>,
    reply: Reply<Option<Vec<TextEdit>>>,
) {
    session.read(uri, reply, move |reading| {
        let within = within.map(|range| Span::new(reading.offset(range.start), reading.offset(range.end)));
        let is_wanted = |span: Span| within.is_none_or(|asked| asked.start <= span.start && span.end <= asked.end);
        let found = format(&reading.text, &reading.tree).into_iter().filter(|one| is_wanted(one.span));
        Some(found.map(|one| TextEdit { range: reading.range(one.span), new_text: one.text }).collect())
    });
}
