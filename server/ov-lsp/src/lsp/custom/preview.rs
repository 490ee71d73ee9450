//! `ov-lsp/preview`: what an init system gets from a layer.

use crate::lsp::event::Reply;
use crate::lsp::session::{Reading, Session};
use ov_ide::PreviewRequest;
use ov_project::{Form, Init};
use ov_syntax::{LineIndex, Span};
use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::{self, Position, Range, TextDocumentIdentifier};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct Params {
    text_document: TextDocumentIdentifier,
    init: InitName,
    image: Option<String>,
    home: Option<String>,
    position: Option<Position>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::lsp) enum InitName {
    Supervisord,
    Systemd,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct Answer {
    layer: String,
    init: InitName,
    templates: &'static str,
    language_id: &'static str,
    text: String,
    entries: Vec<Entry>,
    files: Vec<File>,
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<usize>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    index: usize,
    name: String,
    form: &'static str,
    rendered: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    source: Range,
    preview: Range,
}

#[derive(Debug, Serialize)]
struct File {
    path: String,
    text: String,
    range: Range,
}

pub(in crate::lsp) fn run(session: &mut Session, params: Params, reply: Reply<Option<Answer>>) {
    let uri = params.text_document.uri.clone();
    session.read(&uri, reply, move |reading| answer(reading, &params));
}

fn answer(reading: &Reading, params: &Params) -> Option<Answer> {
    let request = PreviewRequest {
        init: params.init.into(),
        image: params.image.as_deref(),
        home: params.home.as_deref(),
        offset: params.position.map(|at| reading.offset(at)),
    };
    let found = ov_ide::preview(&reading.page(), &request)?;
    let lines = LineIndex::new(&found.text);
    let shown = |span: Span| {
        let at = |offset| {
            let at = lines.position(&found.text, offset, reading.around.encoding);
            ls_types::Position { line: at.line, character: at.column }
        };
        Range { start: at(span.start), end: at(span.end) }
    };
    let entry = |entry: &ov_ide::PreviewEntry| Entry {
        index: entry.index,
        name: entry.name.to_string(),
        form: match entry.form {
            Form::Packaged => "packaged",
            Form::Custom => "custom",
        },
        rendered: entry.reason.is_none(),
        reason: entry.reason.clone(),
        source: reading.range(entry.source),
        preview: shown(entry.shown),
    };
    let file = |file: &ov_ide::PreviewFile| File {
        path: file.path.clone(),
        text: file.text.clone(),
        range: shown(file.shown),
    };
    Some(Answer {
        layer: found.layer.to_string(),
        init: params.init,
        templates: found.templates.name(),
        language_id: "ini",
        entries: found.entries.iter().map(entry).collect(),
        files: found.files.iter().map(file).collect(),
        active: found.active,
        text: found.text,
    })
}

impl From<InitName> for Init {
    fn from(name: InitName) -> Self {
        match name {
            InitName::Supervisord => Self::Supervisord,
            InitName::Systemd => Self::Systemd,
        }
    }
}

impl From<Init> for InitName {
    fn from(init: Init) -> Self {
        match init {
            Init::Supervisord => Self::Supervisord,
            Init::Systemd => Self::Systemd,
        }
    }
}
