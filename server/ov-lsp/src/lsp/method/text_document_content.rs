//! `workspace/textDocumentContent`: previews as documents, and `ov-lsp.server.showPreview`, which opens one.

use crate::lsp::custom::preview::InitName;
use crate::lsp::event::Reply;
use crate::lsp::outbox::Letter;
use crate::lsp::session::Session;
use crate::lsp::virtual_document::VirtualDocument;
use ov_ide::PreviewRequest;
use serde::{Deserialize, Serialize};
use tower_lsp_server::jsonrpc::Error;
use tower_lsp_server::ls_types::Uri;

/// `TextDocumentContentParams` of the protocol.
#[derive(Debug, Deserialize)]
pub(in crate::lsp) struct Params {
    uri: Uri,
}

/// `TextDocumentContentResult` of the protocol.
#[derive(Debug, Serialize)]
pub(in crate::lsp) struct Answer {
    text: String,
}

/// Of what is none of our business. A text that says so is better than an error, which would leave what was right a moment ago.
impl Default for Answer {
    fn default() -> Self {
        Self { text: "# No project reaches this layer, or it has no such image.\n".into() }
    }
}

/// What `ov-lsp.server.showPreview` is asked for.
#[derive(Debug, Deserialize)]
pub(in crate::lsp) struct Wanted {
    uri: Uri,
    init: InitName,
}

pub(in crate::lsp) fn run(session: &mut Session, params: &Params, reply: Reply<Answer>) {
    let Some(VirtualDocument { layer, init, image }) = VirtualDocument::of(&params.uri) else {
        drop(reply.send(Err(Error::invalid_params(format!("{} is no preview", params.uri.as_str())))));
        return;
    };
    session.contents.insert(params.uri.clone());
    session.read(&layer, reply, move |reading| {
        let request = PreviewRequest { init, image: image.as_deref(), home: None, offset: None };
        ov_ide::preview(&reading.page(), &request).map(|found| Answer { text: found.text }).unwrap_or_default()
    });
}

/// Has the client open a preview.
pub(in crate::lsp) fn show(session: &mut Session, wanted: &Wanted, reply: Reply<()>) {
    let client = &session.client;
    let address = VirtualDocument::address(&wanted.uri, wanted.init.into());
    let answer = match address.filter(|_| client.asks_for_contents && client.shows_documents) {
        Some(address) => {
            session.outbox.send(Letter::Show(address));
            Ok(())
        }
        None => Err(Error::invalid_params(
            "only a client with `workspace.textDocumentContent` and `window.showDocument` can open previews of layers",
        )),
    };
    drop(reply.send(answer));
}

impl Session {
    /// Says once of each content that the client has that it may be another one. Who still shows it asks again.
    pub(in crate::lsp) fn refresh_contents(&mut self) {
        for uri in std::mem::take(&mut self.contents) {
            self.outbox.send(Letter::RefreshContent(uri));
        }
    }
}
