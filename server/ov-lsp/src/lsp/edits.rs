//! Changes of the workspace as this client takes them.

use super::client::ClientFacts;
use std::collections::HashMap;
use tower_lsp_server::ls_types::{
    CreateFile, CreateFileOptions, DeleteFile, DeleteFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, RenameFile, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

/// Edits of one document.
pub(super) struct DocumentEdits {
    pub(super) uri: Uri,
    /// The version they are made for; none for a document that is not open.
    pub(super) version: Option<i32>,
    pub(super) edits: Vec<TextEdit>,
}

/// What happens to a file or folder.
pub(super) enum FileChange {
    Create(Uri),
    Rename(Uri, Uri),
    Delete(Uri),
}

/// Files made, edits of texts, other changes of files. `None` where the client cannot do the latter.
// An address does not change while it is a key.
#[allow(clippy::mutable_key_type)]
pub(super) fn workspace_edit(
    client: &ClientFacts,
    documents: Vec<DocumentEdits>,
    files: Vec<FileChange>,
) -> Option<WorkspaceEdit> {
    if client.versioned_edits {
        let (made, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|one| matches!(one, FileChange::Create(_)));
        let all = |changes: Vec<FileChange>| -> Option<Vec<DocumentChangeOperation>> {
            changes.into_iter().map(|change| operation(client, change)).collect()
        };
        let edits = documents.into_iter().map(|one| DocumentChangeOperation::Edit(versioned(one)));
        let operations = all(made)?.into_iter().chain(edits).chain(all(others)?).collect();
        let document_changes = Some(DocumentChanges::Operations(operations));
        return Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() });
    }
    if !files.is_empty() {
        return None;
    }
    let changes: HashMap<Uri, Vec<TextEdit>> = documents.into_iter().map(|one| (one.uri, one.edits)).collect();
    Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

fn versioned(one: DocumentEdits) -> TextDocumentEdit {
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: one.uri, version: one.version };
    TextDocumentEdit { text_document, edits: one.edits.into_iter().map(OneOf::Left).collect() }
}

fn operation(client: &ClientFacts, change: FileChange) -> Option<DocumentChangeOperation> {
    let operation = match change {
        FileChange::Create(uri) if client.creates_files => {
            let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
            ResourceOp::Create(CreateFile { uri, options: Some(options), annotation_id: None })
        }
        FileChange::Rename(old_uri, new_uri) if client.renames_files => {
            ResourceOp::Rename(RenameFile { old_uri, new_uri, options: None, annotation_id: None })
        }
        FileChange::Delete(uri) if client.deletes_files => {
            let options = DeleteFileOptions { recursive: Some(true), ignore_if_not_exists: Some(true) };
            ResourceOp::Delete(DeleteFile { uri, options: Some(options), annotation_id: None })
        }
        FileChange::Create(_) | FileChange::Rename(..) | FileChange::Delete(_) => return None,
    };
    Some(DocumentChangeOperation::Op(operation))
}
