//! Changes of the workspace as this client takes them.

use super::client::ClientFacts;
use std::collections::HashMap;
use tower_lsp_server::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DeleteFile, DeleteFileOptions,
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, RenameFile, ResourceOp,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
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

/// Why edits are made, for clients that show them before they are made.
pub(super) struct Purpose {
    /// What they do.
    pub(super) label: String,
    /// What comes of it.
    pub(super) description: String,
}

/// Stands for the purpose of all edits but deletions.
const PURPOSE: &str = "purpose";
/// Stands for that of deletions, which clients ask for once more.
const DELETION: &str = "deletion";

/// Files made, edits of texts, other changes of files. `None` where the client cannot do the latter.
pub(super) fn workspace_edit(
    client: &ClientFacts,
    documents: Vec<DocumentEdits>,
    files: Vec<FileChange>,
) -> Option<WorkspaceEdit> {
    edit_for(client, documents, files, None)
}

/// The same for a purpose.
// An address does not change while it is a key.
#[allow(clippy::mutable_key_type)]
pub(super) fn edit_for(
    client: &ClientFacts,
    documents: Vec<DocumentEdits>,
    files: Vec<FileChange>,
    purpose: Option<Purpose>,
) -> Option<WorkspaceEdit> {
    if client.versioned_edits {
        let purpose = purpose.filter(|_| client.annotates_edits);
        let id = purpose.as_ref().map(|_| PURPOSE);
        let (made, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|one| matches!(one, FileChange::Create(_)));
        let all = |changes: Vec<FileChange>| -> Option<Vec<DocumentChangeOperation>> {
            changes.into_iter().map(|change| operation(client, change, id)).collect()
        };
        let edits = documents.into_iter().map(|one| DocumentChangeOperation::Edit(versioned(one, id)));
        let operations = all(made)?.into_iter().chain(edits).chain(all(others)?).collect();
        return Some(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(operations)),
            change_annotations: purpose.map(annotations),
            ..WorkspaceEdit::default()
        });
    }
    if !files.is_empty() {
        return None;
    }
    let changes: HashMap<Uri, Vec<TextEdit>> = documents.into_iter().map(|one| (one.uri, one.edits)).collect();
    Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

fn annotations(Purpose { label, description }: Purpose) -> HashMap<String, ChangeAnnotation> {
    let asked = |label: String, needs_confirmation| ChangeAnnotation {
        label,
        needs_confirmation: Some(needs_confirmation),
        description: Some(description.clone()),
    };
    let deletion = asked(format!("{label}: delete what is left"), true);
    HashMap::from([(PURPOSE.to_owned(), asked(label, false)), (DELETION.to_owned(), deletion)])
}

fn versioned(one: DocumentEdits, purpose: Option<&str>) -> TextDocumentEdit {
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: one.uri, version: one.version };
    let edit = |text_edit| match purpose {
        Some(id) => OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: id.to_owned() }),
        None => OneOf::Left(text_edit),
    };
    TextDocumentEdit { text_document, edits: one.edits.into_iter().map(edit).collect() }
}

fn operation(client: &ClientFacts, change: FileChange, purpose: Option<&str>) -> Option<DocumentChangeOperation> {
    let annotation_id = purpose.map(str::to_owned);
    let operation = match change {
        FileChange::Create(uri) if client.creates_files => {
            let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
            ResourceOp::Create(CreateFile { uri, options: Some(options), annotation_id })
        }
        FileChange::Rename(old_uri, new_uri) if client.renames_files => {
            ResourceOp::Rename(RenameFile { old_uri, new_uri, options: None, annotation_id })
        }
        FileChange::Delete(uri) if client.deletes_files => {
            let options = DeleteFileOptions { recursive: Some(true), ignore_if_not_exists: Some(true) };
            let annotation_id = purpose.map(|_| DELETION.to_owned());
            ResourceOp::Delete(DeleteFile { uri, options: Some(options), annotation_id })
        }
        FileChange::Create(_) | FileChange::Rename(..) | FileChange::Delete(_) => return None,
    };
    Some(DocumentChangeOperation::Op(operation))
}
