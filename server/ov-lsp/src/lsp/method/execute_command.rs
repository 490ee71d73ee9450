//! `workspace/executeCommand`: our own requests for clients that send none but the protocol's.

use crate::lsp::backend::Backend;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::future::Future;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::ExecuteCommandParams;

/// One for each request, with the request's parameters as the only argument.
pub(in crate::lsp) const COMMANDS: [&str; 7] = [
    "ov-lsp.server.preview",
    "ov-lsp.server.packages",
    "ov-lsp.server.matrix",
    "ov-lsp.server.status",
    "ov-lsp.server.why",
    "ov-lsp.server.graph",
    SHOW_PREVIEW,
];

/// Opens a preview, where the client opens virtual documents.
pub(in crate::lsp) const SHOW_PREVIEW: &str = "ov-lsp.server.showPreview";

pub(in crate::lsp) async fn run(backend: &Backend, params: ExecuteCommandParams) -> Result<Option<Value>> {
    let argument = params.arguments.into_iter().next().unwrap_or_default();
    match params.command.strip_prefix("ov-lsp.server.") {
        Some("preview") => answered(argument, |params| backend.preview(params)).await,
        Some("packages") => answered(argument, |params| backend.packages(params)).await,
        Some("matrix") => answered(argument, |params| backend.matrix(params)).await,
        Some("status") => answered(argument, |params| backend.status(params)).await,
        Some("why") => answered(argument, |params| backend.why(params)).await,
        Some("graph") => answered(argument, |params| backend.graph(params)).await,
        Some("showPreview") => answered(argument, |wanted| backend.show_preview(wanted)).await,
        _ => Err(Error::invalid_params(format!("there is no command `{}`", params.command))),
    }
}

async fn answered<P, A, F>(argument: Value, request: impl FnOnce(P) -> F) -> Result<Option<Value>>
where
    P: DeserializeOwned,
    A: Serialize,
    F: Future<Output = Result<A>>,
{
    let params = serde_json::from_value(argument).map_err(|why| Error::invalid_params(why.to_string()))?;
    let answer = request(params).await?;
    serde_json::to_value(answer).map(Some).map_err(|_| Error::internal_error())
}
