//! What the session says without being asked.

use super::backend::Mailbox;
use super::event::Event;
use super::settings::SECTION;
use super::wire::{self, Outlet};
use serde::{Deserialize, Serialize};
use std::sync::Weak;
use tokio::sync::{mpsc, oneshot};
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::request::Request;
use tower_lsp_server::ls_types::{
    ConfigurationItem, Diagnostic, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern,
    MessageType, ProgressToken, Registration, ShowDocumentParams, Uri,
};

/// Something to be said to the client.
pub(super) enum Letter {
    /// What was found in files may have changed; ask again.
    RefreshDiagnostics,
    /// Tell us of changes to files.
    WatchFiles,
    /// Tell us of changes to settings.
    WatchSettings,
    /// What is set?
    AskSettings,
    /// Ask again for what is shown in the text.
    RefreshViews { hints: bool, lenses: bool },
    /// What a virtual document says may have changed; ask again.
    RefreshContent(Uri),
    /// Open this.
    Show(Uri),
    /// A project is read for the first time, until the other end of `done` is dropped.
    Indexing { project: String, done: oneshot::Receiver<()> },
    /// Something went wrong in here.
    Failure(String),
}

/// The session's end; never waits.
#[derive(Clone)]
pub(super) struct Outbox {
    letters: mpsc::UnboundedSender<Letter>,
    outlet: Outlet,
}

/// The diagnostics of a document.
#[derive(Serialize)]
pub(super) struct Publication<'a> {
    pub(super) uri: &'a Uri,
    pub(super) diagnostics: &'a [Diagnostic],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) version: Option<i32>,
}

impl Outbox {
    pub(super) fn new(outlet: Outlet) -> (Self, mpsc::UnboundedReceiver<Letter>) {
        let (letters, waiting) = mpsc::unbounded_channel();
        (Self { letters, outlet }, waiting)
    }

    /// Goes past the framework, which would make a tree of each diagnostic before it writes it: they are sent at every keystroke.
    pub(super) fn publish(&self, publication: &Publication<'_>) {
        self.outlet.send(wire::notification("textDocument/publishDiagnostics", publication));
    }

    pub(super) fn send(&self, letter: Letter) {
        let _ = self.letters.send(letter);
    }
}

/// Hands the letters to the client, in their order. Answers go to the session, as long as it is there.
pub(super) async fn deliver(mut letters: mpsc::UnboundedReceiver<Letter>, client: Client, mailbox: Weak<Mailbox>) {
    while let Some(letter) = letters.recv().await {
        match letter {
            Letter::Failure(what) => client.log_message(MessageType::ERROR, what).await,
            // The answers to requests may be long in coming; what follows does not depend on them.
            Letter::RefreshDiagnostics => {
                let client = client.clone();
                tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
            }
            Letter::Indexing { project, done } => {
                tokio::spawn(show_indexing(client.clone(), project, done));
            }
            Letter::WatchFiles => {
                let client = client.clone();
                tokio::spawn(async move { client.register_capability(watchers()).await });
            }
            Letter::WatchSettings => {
                let client = client.clone();
                tokio::spawn(async move { client.register_capability(settings_watcher()).await });
            }
            Letter::AskSettings => {
                tokio::spawn(ask_settings(client.clone(), mailbox.clone()));
            }
            Letter::RefreshViews { hints, lenses } => {
                tokio::spawn(refresh_views(client.clone(), hints, lenses));
            }
            Letter::RefreshContent(uri) => {
                let client = client.clone();
                tokio::spawn(async move { client.send_request::<RefreshContent>(ContentParams { uri }).await });
            }
            Letter::Show(uri) => {
                let client = client.clone();
                let params = ShowDocumentParams { uri, external: None, take_focus: Some(false), selection: None };
                tokio::spawn(async move { client.show_document(params).await });
            }
        }
    }
}

/// `workspace/textDocumentContent/refresh` of the protocol's version 3.18.
enum RefreshContent {}

#[derive(Deserialize, Serialize)]
struct ContentParams {
    uri: Uri,
}

impl Request for RefreshContent {
    type Params = ContentParams;
    type Result = ();
    const METHOD: &'static str = "workspace/textDocumentContent/refresh";
}

async fn ask_settings(client: Client, mailbox: Weak<Mailbox>) {
    let section = Some(SECTION.to_owned());
    let answer = client.configuration(vec![ConfigurationItem { scope_uri: None, section }]).await;
    let settings = answer.ok().and_then(|all| all.into_iter().next());
    if let (Some(settings), Some(mailbox)) = (settings, mailbox.upgrade()) {
        let _ = mailbox.send(Event::Settings(settings));
    }
}

async fn refresh_views(client: Client, hints: bool, lenses: bool) {
    if hints {
        let _ = client.inlay_hint_refresh().await;
    }
    if lenses {
        let _ = client.code_lens_refresh().await;
    }
}

fn settings_watcher() -> Vec<Registration> {
    let register_options = serde_json::json!({"section": SECTION});
    vec![Registration {
        id: "settings".into(),
        method: "workspace/didChangeConfiguration".into(),
        register_options: Some(register_options),
    }]
}

/// Shows that a project is read. Some editors show something as soon as they are asked whether they would, so it is always ended.
async fn show_indexing(client: Client, project: String, done: oneshot::Receiver<()>) {
    let token = ProgressToken::String(format!("ov-lsp/indexing/{project}"));
    if client.create_work_done_progress(token.clone()).await.is_err() {
        return;
    }
    let shown = client.progress(token, format!("Reading {project}")).begin().await;
    let _ = done.await;
    shown.finish().await;
}

/// All that a project is read from: its files, and the folders of its layers by their other members.
fn watchers() -> Vec<Registration> {
    let watcher = |pattern: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(pattern.into()), kind: None };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher("**/*")] };
    vec![Registration {
        id: "files".into(),
        method: "workspace/didChangeWatchedFiles".into(),
        register_options: serde_json::to_value(options).ok(),
    }]
}
