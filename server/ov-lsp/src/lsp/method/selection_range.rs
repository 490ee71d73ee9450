//! `textDocument/selectionRange`.

use crate::lsp::event::Reply;
use crate::lsp::session::{Reading, Session};
use ov_ide::selections;
use tower_lsp_server::ls_types::{Position, SelectionRange, SelectionRangeParams};

pub(in crate::lsp) fn run(
    session: &mut Session,
    params: SelectionRangeParams,
    reply: Reply<Option<Vec<SelectionRange>>>,
) {
    session.read(&params.text_document.uri, reply, move |reading| {
        Some(params.positions.iter().filter_map(|&position| around(reading, position)).collect())
    });
}

fn around(reading: &Reading, position: Position) -> Option<SelectionRange> {
    let spans = selections(&reading.text, &reading.tree, reading.offset(position));
    spans
        .into_iter()
        .rev()
        .fold(None, |parent, span| Some(SelectionRange { range: reading.range(span), parent: parent.map(Box::new) }))
}
