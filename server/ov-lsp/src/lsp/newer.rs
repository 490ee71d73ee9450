//! Virtual documents, as version 3.18 of the protocol has them: the framework's types end at 3.17. What they lack travels through them
//! under `experimental`.

use super::backend::Backend;
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tower_lsp_server::jsonrpc::{Request, Response};
use tower_lsp_server::{ExitedError, LspService};
use tower_service::Service;

/// The capability, of the client as of the server.
pub(super) const TEXT_DOCUMENT_CONTENT: &str = "textDocumentContent";

/// The framework's service, between a client and a server that know more than it does.
pub(super) struct Newer(pub(super) LspService<Backend>);

impl Service<Request> for Newer {
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.method() != "initialize" {
            return self.0.call(request);
        }
        let answer = self.0.call(inwards(request));
        Box::pin(async move { Ok(answer.await?.map(outwards)) })
    }
}

fn inwards(request: Request) -> Request {
    let (method, id, mut params) = request.into_parts();
    if let Some(capabilities) = params.as_mut().and_then(|params| params.get_mut("capabilities")) {
        shift(capabilities, "workspace", "experimental");
    }
    let mut request = Request::build(method);
    if let Some(id) = id {
        request = request.id(id);
    }
    match params {
        Some(params) => request.params(params).finish(),
        None => request.finish(),
    }
}

fn outwards(response: Response) -> Response {
    let (id, mut result) = response.into_parts();
    if let Some(capabilities) = result.as_mut().ok().and_then(|result| result.get_mut("capabilities")) {
        shift(capabilities, "experimental", "workspace");
    }
    Response::from_parts(id, result)
}

/// Moves the capability from one group to another one; what the other one has of that name is another thing, and goes.
fn shift(capabilities: &mut Value, from: &str, to: &str) {
    let Some(groups) = capabilities.as_object_mut() else { return };
    let taken = groups.get_mut(from).and_then(|group| group.as_object_mut()?.remove(TEXT_DOCUMENT_CONTENT));
    if groups.get(from).and_then(Value::as_object).is_some_and(serde_json::Map::is_empty) {
        groups.remove(from);
    }
    let group = groups.get_mut(to).and_then(Value::as_object_mut);
    match (group, taken) {
        (Some(group), Some(taken)) => drop(group.insert(TEXT_DOCUMENT_CONTENT.into(), taken)),
        (Some(group), None) => drop(group.remove(TEXT_DOCUMENT_CONTENT)),
        (None, Some(taken)) => drop(groups.insert(to.into(), serde_json::json!({ TEXT_DOCUMENT_CONTENT: taken }))),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shifted(mut capabilities: Value) -> Value {
        shift(&mut capabilities, "workspace", "experimental");
        capabilities
    }

    #[test]
    fn nothing_else_moves() {
        assert_eq!(
            shifted(json!({"workspace": {"textDocumentContent": {}, "symbol": 1}, "experimental": {"own": 2}})),
            json!({"workspace": {"symbol": 1}, "experimental": {"textDocumentContent": {}, "own": 2}})
        );
        assert_eq!(shifted(json!({"experimental": {"textDocumentContent": true}})), json!({"experimental": {}}));
        for odd in [json!({}), json!({"workspace": null, "experimental": 1}), json!(null), json!([1])] {
            assert_eq!(shifted(odd.clone()), odd);
        }
    }
}
