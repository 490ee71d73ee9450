//! A client on the other end of two pipes. It fails where the server says something that nobody expected.

use crate::meta_model::META_MODEL;
use ov_lsp::lsp::{Ended, serve};
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, PipeWriter, Write, pipe};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// No answer takes so long, on however busy a machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Client {
    input: Option<PipeWriter>,
    messages: Receiver<Value>,
    /// Read, but not asked for yet.
    waiting: VecDeque<Value>,
    server: Option<JoinHandle<Ended>>,
    requests: i64,
    /// The methods of requests that are not answered yet.
    asked: HashMap<Value, String>,
    pub(crate) capabilities: Value,
}

impl Client {
    /// Starts a server without a word to it.
    pub(crate) fn silent() -> Self {
        let (server_input, input) = pipe().unwrap();
        let (output, server_output) = pipe().unwrap();
        let server = thread::spawn(move || serve(BufReader::new(server_input), server_output).unwrap());
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                let _ = sender.send(message);
            }
        });
        let capabilities = Value::Null;
        Self {
            input: Some(input),
            messages,
            waiting: VecDeque::new(),
            server: Some(server),
            requests: 0,
            asked: HashMap::new(),
            capabilities,
        }
    }

    pub(crate) fn new(capabilities: &Value) -> Self {
        let mut client = Self::silent();
        let result =
            client.request("initialize", &json!({"processId": null, "rootUri": null, "capabilities": capabilities}));
        client.capabilities = result["capabilities"].clone();
        client.notify("initialized", &json!({}));
        client
    }

    /// A client that asks for diagnostics and counts columns in scalar values, as our reports do.
    pub(crate) fn pulling() -> Self {
        let text = json!({"diagnostic": {}, "publishDiagnostics": {"relatedInformation": true}});
        Self::new(&json!({"general": {"positionEncodings": ["utf-32"]}, "textDocument": text}))
    }

    pub(crate) fn pushed() -> Self {
        Self::new(&json!({"textDocument": {"publishDiagnostics": {"versionSupport": true}}}))
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    pub(crate) fn send(&mut self, message: &Value) {
        if let Some(model) = &*META_MODEL {
            assert_eq!(model.judge_call(message), Ok(()), "the test sends {message}");
        }
        self.send_unjudged(message);
    }

    /// Sends what no proper client would.
    pub(crate) fn send_unjudged(&mut self, message: &Value) {
        if let (Some(id), Some(method)) = (message.get("id"), message["method"].as_str()) {
            self.asked.insert(id.clone(), method.to_owned());
        }
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    pub(crate) fn post(&mut self, method: &str, params: &Value) -> i64 {
        self.requests += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.requests, "method": method, "params": params}));
        self.requests
    }

    /// A request that no proper client would send.
    pub(crate) fn post_unjudged(&mut self, method: &str, params: &Value) -> i64 {
        self.requests += 1;
        self.send_unjudged(&json!({"jsonrpc": "2.0", "id": self.requests, "method": method, "params": params}));
        self.requests
    }

    /// The whole answer to a request.
    pub(crate) fn answer(&mut self, id: &Value) -> Value {
        self.take(|message| message.get("method").is_none() && message["id"] == *id)
    }

    pub(crate) fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.post(method, params);
        let answer = self.answer(&id.into());
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The parameters of the next notification or request of the server with this method.
    pub(crate) fn told(&mut self, method: &str) -> Value {
        self.take(|message| message["method"] == method)["params"].take()
    }

    /// Answers the next request of the server with this method; gives its parameters.
    pub(crate) fn reply(&mut self, method: &str, result: &Value) -> Value {
        let mut request = self.take(|message| message["method"] == method && message.get("id").is_some());
        self.send_unjudged(&json!({"jsonrpc": "2.0", "id": request["id"], "result": result}));
        request["params"].take()
    }

    fn take(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&wanted) {
            return self.waiting.remove(at).unwrap();
        }
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server says nothing more");
            self.judge(&message);
            if wanted(&message) {
                return message;
            }
            self.waiting.push_back(message);
        }
    }

    /// Every message must be as the protocol says, and every answer be to a question.
    fn judge(&mut self, message: &Value) {
        let method = message["id"].is_null().then(String::new).or_else(|| self.asked.remove(&message["id"]));
        let Some(model) = &*META_MODEL else { return };
        let verdict = if message.get("method").is_some() {
            model.judge_call(message)
        } else {
            model.judge_answer(&method.expect("an answer to nothing"), message)
        };
        assert_eq!(verdict, Ok(()), "the server sends {message}");
        assert_eq!(message["jsonrpc"], "2.0");
    }

    pub(crate) fn open(&mut self, path: &Path, text: &str) {
        let document = json!({"uri": uri(path), "languageId": "yaml", "version": 1, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    pub(crate) fn change(&mut self, path: &Path, version: i32, changes: &Value) {
        let document = json!({"uri": uri(path), "version": version});
        self.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": changes}));
    }

    pub(crate) fn close(&mut self, path: &Path) {
        self.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri(path)}}));
    }

    pub(crate) fn diagnostics(&mut self, path: &Path) -> Vec<Value> {
        let report = self.request("textDocument/diagnostic", &json!({"textDocument": {"uri": uri(path)}}));
        report["items"].as_array().unwrap().clone()
    }

    /// Closes the connection; the server must have said all there was, and nothing else.
    pub(crate) fn hang_up(mut self) -> Ended {
        self.input = None;
        let ended = self.server.take().unwrap().join().unwrap();
        let rest: Vec<Value> = self.waiting.drain(..).chain(self.messages.iter()).collect();
        assert_eq!(rest, [] as [Value; 0], "nobody expected this");
        ended
    }

    pub(crate) fn finish(mut self) {
        self.request("shutdown", &Value::Null);
        self.notify("exit", &Value::Null);
        assert_eq!(self.hang_up(), Ended::Politely);
    }
}

pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn read(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().strip_prefix("Content-Length: ") {
            Some(number) => length = number.parse().unwrap(),
            None => break,
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}
