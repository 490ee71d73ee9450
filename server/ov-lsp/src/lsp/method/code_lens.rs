//! `textDocument/codeLens`.

use crate::lsp::client::ClientFacts;
use crate::lsp::event::Reply;
use crate::lsp::method::execute_command::SHOW_PREVIEW;
use crate::lsp::session::{Reading, Session};
use ov_ide::{Lens, LensAction, lenses};
use serde_json::{Value, json};
use tower_lsp_server::ls_types::{CodeLens, Command, Uri};

/// Opens a preview; the client's own.
const PREVIEW: &str = "ov-lsp.showPreview";
/// Shows the places that refer to a layer; the client's own.
const REFERENCES: &str = "ov-lsp.showReferences";

pub(in crate::lsp) fn run(session: &mut Session, uri: &Uri, reply: Reply<Option<Vec<CodeLens>>>) {
    let client = session.client.clone();
    let address = uri.clone();
    session.read(uri, reply, move |reading| {
        let found = lenses(&reading.page()).into_iter();
        Some(found.map(|lens| code_lens(&client, reading, &address, lens)).collect())
    });
}

fn code_lens(client: &ClientFacts, reading: &Reading, uri: &Uri, lens: Lens) -> CodeLens {
    let range = reading.range(lens.span);
    let (command, argument): (&str, Value) = match lens.action {
        LensAction::Preview(init) => (PREVIEW, json!({"uri": uri, "init": init.name(), "position": range.start})),
        LensAction::Users => (REFERENCES, json!({"uri": uri, "position": range.start})),
    };
    let opens_previews = client.asks_for_contents && client.shows_documents;
    let command = match command {
        _ if client.settings.commands.iter().any(|known| known == command) => Some(command),
        PREVIEW if opens_previews => Some(SHOW_PREVIEW),
        _ => None,
    };
    // A title without a command is shown all the same.
    let command = match command {
        Some(command) => Command { title: lens.title, command: command.into(), arguments: Some(vec![argument]) },
        None => Command { title: lens.title, command: String::new(), arguments: None },
    };
    CodeLens { range, command: Some(command), data: None }
}
