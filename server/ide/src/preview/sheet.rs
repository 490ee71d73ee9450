//! A preview while it is written.

use super::{PreviewEntry, PreviewFile};
use ov_project::Form;
use ov_syntax::Span;
use smol_str::SmolStr;

/// A preview while it is written.
pub(super) struct Sheet {
    pub(super) text: String,
    pub(super) entries: Vec<PreviewEntry>,
    pub(super) files: Vec<PreviewFile>,
    sources: Vec<Span>,
}

/// What an entry is called.
pub(super) struct Named<'a> {
    pub(super) index: usize,
    pub(super) name: &'a SmolStr,
    pub(super) form: Form,
}

impl Sheet {
    /// An empty one for entries that stand at `sources`.
    pub(super) fn new(sources: Vec<Span>) -> Self {
        Self { text: String::new(), entries: Vec::new(), files: Vec::new(), sources }
    }

    /// A comment of one line, below the one before.
    pub(super) fn comment(&mut self, what: &str) {
        let start = self.text.len();
        self.text.push_str("# ");
        self.text.push_str(what);
        // What a project says may have lines of its own.
        let written = self.text.split_off(start).replace(['\n', '\r'], " ");
        self.text.push_str(&written);
        self.text.push('\n');
    }

    /// A comment that begins something new; its bytes without the line break.
    pub(super) fn heading(&mut self, what: &str) -> Span {
        self.text.push('\n');
        let start = self.text.len();
        self.comment(what);
        Span::new(start as u32, self.text.len() as u32 - 1)
    }

    /// A file below its heading; its bytes.
    pub(super) fn file(&mut self, path: &str, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        let shown = Span::new(start as u32, self.text.len() as u32);
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.files.push(PreviewFile { path: path.into(), text: text.into(), shown });
        shown
    }

    /// An entry of which the init system gets what is at `shown`.
    pub(super) fn rendered(&mut self, entry: &Named<'_>, shown: Span) {
        self.entry(entry, None, shown);
    }

    /// An entry of which it gets nothing, under a heading that says why.
    pub(super) fn left_out(&mut self, entry: &Named<'_>, reason: String) {
        let form = form(entry.form);
        let shown = self.heading(&format!("left out: `{}` ({form}): {reason}", entry.name));
        self.entry(entry, Some(reason), shown);
    }

    fn entry(&mut self, entry: &Named<'_>, reason: Option<String>, shown: Span) {
        let source = self.sources.get(entry.index).copied().unwrap_or_default();
        let (index, name, form) = (entry.index, entry.name.clone(), entry.form);
        self.entries.push(PreviewEntry { index, name, form, reason, source, shown });
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Packaged => "packaged",
        Form::Custom => "custom",
    }
}
