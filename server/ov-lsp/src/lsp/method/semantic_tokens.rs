//! `textDocument/semanticTokens/full` and `/range`.

use crate::lsp::event::Reply;
use crate::lsp::session::{Reading, Session};
use ov_ide::{NameKind, tokens};
use ov_syntax::Span;
use tower_lsp_server::ls_types::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensLegend,
    SemanticTokensRangeResult, SemanticTokensResult, Uri,
};

/// What the numbers in answers mean.
pub(in crate::lsp) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::NAMESPACE,
            SemanticTokenType::CLASS,
            SemanticTokenType::FUNCTION,
            SemanticTokenType::STRUCT,
            SemanticTokenType::VARIABLE,
            SemanticTokenType::EVENT,
        ],
        token_modifiers: vec![SemanticTokenModifier::DECLARATION],
    }
}

/// Its place in the legend.
fn number(kind: NameKind) -> u32 {
    match kind {
        NameKind::Layer => 0,
        NameKind::Image => 1,
        NameKind::Service => 2,
        NameKind::Volume => 3,
        NameKind::Variable => 4,
        NameKind::Check => 5,
    }
}

pub(in crate::lsp) fn full(session: &mut Session, uri: &Uri, reply: Reply<Option<SemanticTokensResult>>) {
    session.read(uri, reply, |reading| Some(SemanticTokensResult::Tokens(found(reading, Span::new(0, u32::MAX)))));
}

pub(in crate::lsp) fn range(
    session: &mut Session,
    uri: &Uri,
    range: Range,
    reply: Reply<Option<SemanticTokensRangeResult>>,
) {
    session.read(uri, reply, move |reading| {
        let (start, end) = (reading.offset(range.start), reading.offset(range.end));
        Some(SemanticTokensRangeResult::Tokens(found(reading, Span::new(start.min(end), end.max(start)))))
    });
}

fn found(reading: &Reading, within: Span) -> SemanticTokens {
    let mut data = Vec::new();
    let (mut line, mut column) = (0, 0);
    for token in tokens(&reading.page()) {
        if token.span.end < within.start || within.end < token.span.start {
            continue;
        }
        let Range { start, end } = reading.range(token.span);
        let delta_line = start.line - line;
        let delta_start = if delta_line == 0 { start.character - column } else { start.character };
        (line, column) = (start.line, start.character);
        data.push(SemanticToken {
            delta_line,
            delta_start,
            length: end.character.saturating_sub(start.character),
            token_type: number(token.kind),
            token_modifiers_bitset: u32::from(token.defines),
        });
    }
    SemanticTokens { result_id: None, data }
}
