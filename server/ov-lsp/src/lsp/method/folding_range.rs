//! `textDocument/foldingRange`.

use crate::lsp::event::Reply;
use crate::lsp::session::Session;
use ov_ide::{FoldKind, folds};
use tower_lsp_server::ls_types::{FoldingRange, FoldingRangeKind, Uri};

pub(in crate::lsp) fn run(session: &mut Session, uri: &Uri, reply: Reply<Option<Vec<FoldingRange>>>) {
    session.read(uri, reply, |reading| {
        let range = |fold: ov_ide::Fold| FoldingRange {
            start_line: fold.first,
            end_line: fold.last,
            kind: (fold.kind == FoldKind::Comment).then_some(FoldingRangeKind::Comment),
            ..FoldingRange::default()
        };
        Some(folds(&reading.text, &reading.tree).into_iter().map(range).collect())
    });
}
