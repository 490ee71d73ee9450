//! `textDocument/inlayHint`.

use crate::lsp::event::Reply;
use crate::lsp::session::Session;
use ov_ide::hints;
use ov_syntax::Span;
use tower_lsp_server::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

pub(in crate::lsp) fn run(session: &mut Session, params: &InlayHintParams, reply: Reply<Option<Vec<InlayHint>>>) {
    let range = params.range;
    let with_inherited = session.client.settings.inherited_packages;
    session.read(&params.text_document.uri, reply, move |reading| {
        let (start, end) = (reading.offset(range.start), reading.offset(range.end));
        let found = hints(&reading.page(), Span::new(start.min(end), end.max(start)), with_inherited);
        let hint = |hint: ov_ide::Hint| InlayHint {
            position: reading.range(Span::empty(hint.offset)).start,
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(hint.tooltip)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        };
        Some(found.into_iter().map(hint).collect())
    });
}
