//! `textDocument/completion`.

use crate::lsp::event::Reply;
use crate::lsp::session::{Reading, Session};
use ov_ide::{Candidate, CandidateKind};
use tower_lsp_server::ls_types::{
    CompletionItem, CompletionItemKind, CompletionResponse, CompletionTextEdit, Documentation, InsertTextFormat,
    InsertTextMode, MarkupContent, MarkupKind, TextDocumentPositionParams, TextEdit,
};

pub(in crate::lsp) fn run(
    session: &mut Session,
    at: &TextDocumentPositionParams,
    reply: Reply<Option<CompletionResponse>>,
) {
    let position = at.position;
    let snippets = session.client.snippets;
    session.read(&at.text_document.uri, reply, move |reading| {
        let found = ov_ide::complete(&reading.page(), reading.offset(position));
        Some(CompletionResponse::Array(found.into_iter().map(|candidate| item(candidate, reading, snippets)).collect()))
    });
}

fn item(candidate: Candidate, reading: &Reading, snippets: bool) -> CompletionItem {
    let Candidate { label, kind, detail, doc, insert, span, snippet } = candidate;
    let snippet = snippet.filter(|_| snippets);
    let is_snippet = snippet.is_some();
    let is_long = insert.contains('\n');
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let documentation =
        some(doc).map(|value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }));
    CompletionItem {
        // Neovim takes candidates without it for those that the server chose by what is typed.
        filter_text: Some(label.clone()),
        label,
        kind: Some(match kind {
            CandidateKind::Key => CompletionItemKind::PROPERTY,
            CandidateKind::Word => CompletionItemKind::ENUM_MEMBER,
            CandidateKind::Layer => CompletionItemKind::MODULE,
            CandidateKind::Distro => CompletionItemKind::CONSTANT,
            CandidateKind::Name => CompletionItemKind::REFERENCE,
            CandidateKind::Variable => CompletionItemKind::VARIABLE,
            CandidateKind::Snippet => CompletionItemKind::SNIPPET,
        }),
        detail: some(detail),
        documentation,
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range: reading.range(span),
            new_text: snippet.unwrap_or(insert),
        })),
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        // Lines of several carry their own indentation.
        insert_text_mode: is_long.then_some(InsertTextMode::AS_IS),
        ..CompletionItem::default()
    }
}
