//! `textDocument/documentSymbol`.

use crate::lsp::event::Reply;
use crate::lsp::session::{Reading, Session};
use ov_ide::{Symbol, SymbolKind, outline};
use tower_lsp_server::ls_types::{self, DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, Uri};

pub(in crate::lsp) fn run(session: &mut Session, uri: &Uri, reply: Reply<Option<DocumentSymbolResponse>>) {
    let nests = session.client.nests;
    let address = uri.clone();
    session.read(uri, reply, move |reading| {
        let symbols = outline(&reading.tree);
        Some(if nests {
            DocumentSymbolResponse::Nested(symbols.into_iter().map(|symbol| nested(symbol, reading)).collect())
        } else {
            let mut flat = Vec::new();
            flatten(symbols, None, &address, reading, &mut flat);
            DocumentSymbolResponse::Flat(flat)
        })
    });
}

fn kind(kind: SymbolKind) -> ls_types::SymbolKind {
    match kind {
        SymbolKind::Group => ls_types::SymbolKind::OBJECT,
        SymbolKind::List => ls_types::SymbolKind::ARRAY,
        SymbolKind::Value => ls_types::SymbolKind::PROPERTY,
        SymbolKind::Item => ls_types::SymbolKind::STRUCT,
    }
}

// `deprecated` has to be named although it is deprecated itself.
#[allow(deprecated)]
fn nested(symbol: Symbol, reading: &Reading) -> DocumentSymbol {
    let children: Vec<_> = symbol.children.into_iter().map(|child| nested(child, reading)).collect();
    DocumentSymbol {
        name: symbol.name,
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: reading.range(symbol.span),
        selection_range: reading.range(symbol.name_span),
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

#[allow(deprecated)]
fn flatten(
    symbols: Vec<Symbol>,
    container: Option<&str>,
    uri: &Uri,
    reading: &Reading,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: uri.clone(), range: reading.range(symbol.span) },
            container_name: container.map(str::to_owned),
        });
        flatten(symbol.children, Some(&symbol.name), uri, reading, flat);
    }
}
