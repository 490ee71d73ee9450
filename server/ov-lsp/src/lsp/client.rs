//! What the client can do.

use super::newer::TEXT_DOCUMENT_CONTENT;
use super::settings::Settings;
use ov_syntax::PositionEncoding;
use tower_lsp_server::ls_types::{
    ClientCapabilities, InitializeParams, PositionEncodingKind, ResourceOperationKind, Uri,
};

/// What the client can do, as far as it matters here.
// Each flag is a capability of its own, as in the protocol.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug, Default)]
pub(super) struct ClientFacts {
    /// What columns count.
    pub(super) encoding: PositionEncoding,
    /// It asks for diagnostics; without this they are sent.
    pub(super) pulls: bool,
    /// It can be told to ask for diagnostics again.
    pub(super) refreshes: bool,
    /// It tells by the version for which text diagnostics are.
    pub(super) versions: bool,
    /// It shows other places with a diagnostic.
    pub(super) related: bool,
    /// It shows what is unnecessary or deprecated.
    pub(super) tags: bool,
    /// It follows a link to what a diagnostic is about.
    pub(super) links: bool,
    /// It shows symbols inside symbols.
    pub(super) nests: bool,
    /// It shows that something takes a while.
    pub(super) shows_progress: bool,
    /// It knows snippets.
    pub(super) snippets: bool,
    /// It watches files for us.
    pub(super) watches: bool,
    /// It takes edits with the version of the text, and changes of files among them.
    pub(super) versioned_edits: bool,
    /// It makes files.
    pub(super) creates_files: bool,
    /// It renames files and folders.
    pub(super) renames_files: bool,
    /// It deletes files and folders.
    pub(super) deletes_files: bool,
    /// It shows what edits are for, and asks before it makes them.
    pub(super) annotates_edits: bool,
    /// It shows actions that cannot be done, and why.
    pub(super) shows_disabled: bool,
    /// It can be asked for settings.
    pub(super) configures: bool,
    /// It takes a registration for changes of settings.
    pub(super) registers_settings: bool,
    /// It can be told to ask for hints again.
    pub(super) refreshes_hints: bool,
    /// It can be told to ask for lenses again.
    pub(super) refreshes_lenses: bool,
    /// It asks for the contents of virtual documents.
    pub(super) asks_for_contents: bool,
    /// It opens documents when told to.
    pub(super) shows_documents: bool,
    /// What `initializationOptions` says.
    pub(super) initial: Settings,
    /// What is set now.
    pub(super) settings: Settings,
    /// The folders that it has open.
    pub(super) folders: Vec<Uri>,
}

impl ClientFacts {
    pub(super) fn new(params: &InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let publish = text.and_then(|t| t.publish_diagnostics.as_ref());
        let pull = text.and_then(|t| t.diagnostic.as_ref());
        let edits = workspace.and_then(|w| w.workspace_edit.as_ref());
        let operations = edits.and_then(|e| e.resource_operations.as_deref()).unwrap_or_default();
        // Operations stand among such edits, so who has the one (Neovim) has the other.
        let versioned_edits = !operations.is_empty() || edits.is_some_and(|e| e.document_changes == Some(true));
        let does = |kind: &ResourceOperationKind| operations.contains(kind);
        let options = params.initialization_options.as_ref();
        let initial = options.map(|options| Settings::default().with(options)).unwrap_or_default();
        let shows = |by_push: Option<bool>, by_pull: Option<bool>| by_push.or(by_pull) == Some(true);
        Self {
            encoding: encoding(capabilities),
            pulls: pull.is_some(),
            refreshes: workspace.and_then(|w| w.diagnostics.as_ref()).and_then(|d| d.refresh_support).unwrap_or(false),
            versions: publish.and_then(|p| p.version_support).unwrap_or(false),
            related: shows(publish.and_then(|p| p.related_information), pull.and_then(|p| p.related_information)),
            tags: publish.is_some_and(|p| p.tag_support.is_some()) || pull.is_some_and(|p| p.tag_support.is_some()),
            links: shows(
                publish.and_then(|p| p.code_description_support),
                pull.and_then(|p| p.code_description_support),
            ),
            nests: text
                .and_then(|t| t.document_symbol.as_ref())
                .is_some_and(|s| s.hierarchical_document_symbol_support == Some(true)),
            asks_for_contents: capabilities
                .experimental
                .as_ref()
                .is_some_and(|e| e.get(TEXT_DOCUMENT_CONTENT).is_some()),
            shows_documents: capabilities
                .window
                .as_ref()
                .and_then(|w| w.show_document.as_ref())
                .is_some_and(|show| show.support),
            shows_progress: capabilities.window.as_ref().and_then(|w| w.work_done_progress).unwrap_or(false),
            snippets: text
                .and_then(|t| t.completion.as_ref()?.completion_item.as_ref()?.snippet_support)
                .unwrap_or(false),
            watches: workspace
                .and_then(|w| w.did_change_watched_files.as_ref())
                .is_some_and(|w| w.dynamic_registration == Some(true)),
            versioned_edits,
            creates_files: does(&ResourceOperationKind::Create),
            renames_files: does(&ResourceOperationKind::Rename),
            deletes_files: does(&ResourceOperationKind::Delete),
            annotates_edits: edits.is_some_and(|e| e.change_annotation_support.is_some()),
            shows_disabled: text
                .and_then(|t| t.code_action.as_ref())
                .is_some_and(|actions| actions.disabled_support == Some(true)),
            configures: workspace.and_then(|w| w.configuration) == Some(true),
            registers_settings: workspace
                .and_then(|w| w.did_change_configuration.as_ref())
                .is_some_and(|c| c.dynamic_registration == Some(true)),
            refreshes_hints: workspace
                .and_then(|w| w.inlay_hint.as_ref())
                .is_some_and(|h| h.refresh_support == Some(true)),
            refreshes_lenses: workspace
                .and_then(|w| w.code_lens.as_ref())
                .is_some_and(|l| l.refresh_support == Some(true)),
            settings: initial.clone(),
            initial,
            folders: folders(params),
        }
    }

    /// The name of the encoding that was chosen.
    pub(super) fn encoding_kind(&self) -> PositionEncodingKind {
        match self.encoding {
            PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
            PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
            PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// Those of `workspaceFolders`, or the one of older clients.
// `root_uri` is deprecated, and all that some clients send.
#[allow(deprecated)]
fn folders(params: &InitializeParams) -> Vec<Uri> {
    match &params.workspace_folders {
        Some(folders) => folders.iter().map(|folder| folder.uri.clone()).collect(),
        None => params.root_uri.iter().cloned().collect(),
    }
}

/// The first that the client offers: it names first what costs it least.
fn encoding(capabilities: &ClientCapabilities) -> PositionEncoding {
    let offered = capabilities.general.as_ref().and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
    let known = offered.iter().find_map(|kind| match kind.as_str() {
        "utf-8" => Some(PositionEncoding::Utf8),
        "utf-16" => Some(PositionEncoding::Utf16),
        "utf-32" => Some(PositionEncoding::Utf32),
        _ => None,
    });
    known.unwrap_or_default()
}
