//! `textDocument/rename` and `textDocument/prepareRename`.

use super::references::locations;
use crate::lsp::client::ClientFacts;
use crate::lsp::edits::{DocumentEdits, FileChange, workspace_edit};
use crate::lsp::event::Reply;
use crate::lsp::session::{Scene, Session};
use ov_ide::{Name, Renaming, symbol_at};
use std::collections::BTreeMap;
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit,
};

/// The request came, but cannot be done (`RequestFailed`).
const REQUEST_FAILED: i64 = -32803;

pub(in crate::lsp) fn prepare(
    session: &mut Session,
    at: &TextDocumentPositionParams,
    reply: Reply<Option<PrepareRenameResponse>>,
) {
    let position = at.position;
    session.read(&at.text_document.uri, reply, move |reading| {
        let (name, place) = symbol_at(&reading.page(), reading.offset(position))?;
        let (range, placeholder) = (reading.range(place), name.name.to_string());
        Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
    });
}

pub(in crate::lsp) fn run(session: &mut Session, params: RenameParams, reply: Reply<Option<WorkspaceEdit>>) {
    let at = params.text_document_position;
    let client = session.client.clone();
    session.try_read(&at.text_document.uri, reply, move |reading| {
        let page = reading.page();
        let Some((name, _)) = symbol_at(&page, reading.offset(at.position)) else { return Ok(None) };
        let renaming = ov_ide::rename(page.project, &name, &params.new_name).map_err(refused)?;
        edit(&client, &reading.around, &name, renaming, &params.new_name).map(Some)
    });
}

fn refused(why: String) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: why.into(), data: None }
}

// An address does not change while it is a key.
#[allow(clippy::mutable_key_type)]
fn edit(client: &ClientFacts, scene: &Scene, name: &Name, renaming: Renaming, new: &str) -> Result<WorkspaceEdit> {
    let mut documents: BTreeMap<Uri, Vec<TextEdit>> = BTreeMap::new();
    for mention in &renaming.mentions {
        for location in locations(scene, mention) {
            let edit = TextEdit { range: location.range, new_text: new.to_owned() };
            documents.entry(location.uri).or_default().push(edit);
        }
    }
    let documents = documents.into_iter().map(|(uri, edits)| {
        let version = scene.version(&uri);
        DocumentEdits { uri, version, edits }
    });
    let mut files = Vec::new();
    if let Some((from, to)) = renaming.folder.filter(|_| name.name != new) {
        let uris = Uri::from_file_path(&from).zip(Uri::from_file_path(&to));
        files.extend(uris.map(|(from, to)| FileChange::Rename(from, to)));
    }
    workspace_edit(client, documents.collect(), files)
        .ok_or_else(|| refused("the editor cannot rename the layer's folder".into()))
}
