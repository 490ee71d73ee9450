//! `textDocument/codeAction`.

use crate::check::with_fixes;
use crate::fix::together;
use crate::lsp::capabilities::FIX_ALL;
use crate::lsp::session::{Document, Home, Session, over};
use crate::report::{Edit, Finding, Fix, Safety};
use std::collections::HashMap;
use std::path::Path;
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Diagnostic, NumberOrString,
    TextEdit, Uri, WorkspaceEdit,
};

pub(in crate::lsp) fn run(session: &mut Session, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let uri = &params.text_document.uri;
    let root = session.documents.get(uri)?.root.clone()?;
    session.settle(&root, uri);
    let document = session.documents.get(uri)?;
    let Home::File(file) = session.projects.home(document) else { return None };
    let start = document.offset(params.range.start, session.client.encoding);
    let end = document.offset(params.range.end, session.client.encoding);
    let found = session.projects.get(&root)?.live.findings(file);
    let files = over(session.projects.disk(), &session.documents);
    let project = session.projects.project(&root)?;
    let only = params.context.only.as_deref();
    let wants = |kind: &CodeActionKind| only.is_none_or(|only| only.iter().any(|asked| is_part(kind, asked)));
    let asked = Asked { session, root: &root, told: &params.context.diagnostics };
    let mut actions = Vec::new();
    if wants(&CodeActionKind::QUICKFIX) {
        let here = found.iter().filter(|f| f.place.span.start <= end && start <= f.place.span.end);
        for finding in with_fixes(&here.cloned().collect::<Vec<_>>(), project, &files) {
            let offered = finding.fixes.iter().enumerate();
            actions.extend(offered.filter_map(|(index, fix)| asked.quick_fix(&finding, fix, index == 0)));
        }
    }
    // Where somebody looks at one line, an action for the whole document would be in the way.
    if only.is_some() && wants(&FIX_ALL) {
        let edits = together(with_fixes(&found, project, &files));
        let changes = asked.changes(&edits).filter(|changes| changes.changes.as_ref().is_some_and(|c| !c.is_empty()));
        actions.extend(changes.map(|edit| CodeAction {
            title: "Apply all safe fixes".into(),
            kind: Some(FIX_ALL),
            edit: Some(edit),
            ..CodeAction::default()
        }));
    }
    Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// Whether a kind is one of those asked for: `source.fixAll` asks for `source.fixAll.ov-lsp`.
fn is_part(kind: &CodeActionKind, asked: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What the actions are made for.
struct Asked<'a> {
    session: &'a Session,
    root: &'a Path,
    /// The diagnostics that the client shows there.
    told: &'a [Diagnostic],
}

impl Asked<'_> {
    fn quick_fix(&self, finding: &Finding, fix: &Fix, is_first: bool) -> Option<CodeAction> {
        // To delete folders takes more than edits of texts.
        if !fix.deletes.is_empty() || fix.edits.is_empty() {
            return None;
        }
        let rule = Some(NumberOrString::String(finding.rule.to_string()));
        let mended = self.told.iter().filter(|d| d.code == rule && d.message == finding.message);
        let mended: Vec<_> = mended.cloned().collect();
        Some(CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(mended).filter(|list| !list.is_empty()),
            edit: Some(self.changes(&fix.edits)?),
            is_preferred: (is_first && fix.safety == Safety::Safe).then_some(true),
            ..CodeAction::default()
        })
    }

    /// Edits as the client counts; `None` where a file is not open, whose text may be another one by now.
    // An address does not change while it is a key.
    #[allow(clippy::mutable_key_type)]
    fn changes(&self, edits: &[Edit]) -> Option<WorkspaceEdit> {
        let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
        for edit in edits {
            let path = self.root.join(&*edit.place.file);
            let is_it = |(_, document): &(&Uri, &Document)| document.path.as_deref() == Some(&*path);
            let (uri, document) = self.session.documents.iter().find(is_it)?;
            let span = ov_syntax::Span::new(edit.place.start.offset, edit.place.end.offset);
            let range = document.range(span, self.session.client.encoding);
            changes.entry(uri.clone()).or_default().push(TextEdit { range, new_text: edit.text.clone() });
        }
        Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
    }
}
