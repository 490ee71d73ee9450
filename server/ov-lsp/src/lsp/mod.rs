//! The language server.
//!
//! ```text
//! stdin ─► wire ─► framework ─► backend ─► mailbox ─► session ─► answers, outbox ─► framework ─► wire ─► stdout
//! ```
//!
//! The framework runs handlers side by side, so a handler does one thing only: it puts an event into the mailbox. One thread owns
//! all state and takes the events in their order.

mod backend;
mod capabilities;
mod client;
mod convert;
mod custom;
mod edits;
mod event;
mod method;
mod newer;
mod outbox;
mod service;
mod session;
mod settings;
mod virtual_document;
mod wire;

use backend::Backend;
use newer::Newer;
use std::io::{self, BufRead, BufReader, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower_lsp_server::{LspService, Server};

/// Requests under way at once. They only wait for the session, so this is no more than a bound of memory.
const IN_FLIGHT: usize = 1 << 14;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The client said it would.
    Politely,
    /// The client went without a word.
    Abruptly,
}

/// Serves the client on the standard streams.
///
/// # Errors
/// Where the system refuses what the server needs to run.
pub fn run() -> io::Result<Ended> {
    // Clients show the standard error stream to people as if something was wrong; a panic is logged where it is caught.
    panic::set_hook(Box::new(|_| {}));
    serve(BufReader::new(io::stdin()), io::stdout())
}

/// Serves the client behind two streams until it leaves.
///
/// # Errors
/// Where the system refuses what the server needs to run.
pub fn serve(input: impl BufRead + Send + 'static, output: impl Write + Send + 'static) -> io::Result<Ended> {
    let (outlet, end) = wire::outlet(output);
    let inlet = wire::pump(input, outlet.clone());
    let leaving = Arc::new(AtomicBool::new(false));
    tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
        let (service, socket) = LspService::build(|client| Backend::start(client, outlet.clone(), leaving.clone()))
            .custom_method("ov-lsp/preview", Backend::preview)
            .custom_method("ov-lsp/packages", Backend::packages)
            .custom_method("ov-lsp/matrix", Backend::matrix)
            .custom_method("ov-lsp/status", Backend::status)
            .custom_method("ov-lsp/why", Backend::why)
            .custom_method("ov-lsp/graph", Backend::graph)
            .custom_method("workspace/textDocumentContent", Backend::text_document_content)
            .finish();
        Server::new(inlet, outlet, socket).concurrency_level(IN_FLIGHT).serve(Newer(service)).await;
    });
    end.finish();
    Ok(if leaving.load(Ordering::Relaxed) { Ended::Politely } else { Ended::Abruptly })
}
