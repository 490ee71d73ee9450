//! `textDocument/codeAction`.

mod suppress;

use crate::check::with_fixes;
use crate::fix::together;
use crate::lsp::capabilities::FIX_ALL;
use crate::lsp::client::ClientFacts;
use crate::lsp::edits::{DocumentEdits, FileChange, workspace_edit};
use crate::lsp::session::{Home, Scene, Session, over};
use crate::report::{Edit, Finding, Fix, Safety};
use ov_syntax::Span;
use std::collections::BTreeMap;
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Diagnostic, NumberOrString,
    TextEdit, Uri, WorkspaceEdit,
};

pub(in crate::lsp) fn run(session: &mut Session, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let uri = &params.text_document.uri;
    let root = session.documents.get(uri)?.root.clone()?;
    let scene = session.scene(&root, Some(uri))?;
    let tree = session.documents.get_mut(uri)?.tree().clone();
    let document = session.documents.get(uri)?;
    let Home::File(file) = session.projects.home(document) else { return None };
    let start = document.offset(params.range.start, session.client.encoding);
    let end = document.offset(params.range.end, session.client.encoding);
    let found = session.projects.get(&root)?.live.findings(file);
    let files = over(session.projects.disk(), &session.documents);
    let project = &scene.snapshot.project;
    let only = params.context.only.as_deref();
    let wants = |kind: &CodeActionKind| only.is_none_or(|only| only.iter().any(|asked| is_part(kind, asked)));
    let asked = Asked { client: &session.client, scene: &scene, told: &params.context.diagnostics };
    let mut actions = Vec::new();
    if wants(&CodeActionKind::QUICKFIX) {
        let here: Vec<_> =
            found.iter().filter(|f| f.place.span.start <= end && start <= f.place.span.end).cloned().collect();
        for finding in with_fixes(&here, project, &files) {
            let offered = finding.fixes.iter().enumerate();
            actions.extend(offered.filter_map(|(index, fix)| asked.quick_fix(&finding, fix, index == 0)));
        }
        actions.extend(suppress::actions(&asked, &here, document, &tree, uri));
    }
    // Where somebody looks at one line, an action for the whole document would be in the way.
    if only.is_some() && wants(&FIX_ALL) {
        let edits = together(with_fixes(&found, project, &files));
        let changes = asked.changes(&edits, &[]).filter(|_| !edits.is_empty());
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
pub(super) struct Asked<'a> {
    client: &'a ClientFacts,
    scene: &'a Scene,
    /// The diagnostics that the client shows there.
    told: &'a [Diagnostic],
}

impl Asked<'_> {
    fn quick_fix(&self, finding: &Finding, fix: &Fix, is_first: bool) -> Option<CodeAction> {
        if fix.edits.is_empty() && fix.deletes.is_empty() {
            return None;
        }
        Some(CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: self.shown(&finding.rule, &finding.message),
            edit: Some(self.changes(&fix.edits, &fix.deletes)?),
            is_preferred: (is_first && fix.safety == Safety::Safe).then_some(true),
            ..CodeAction::default()
        })
    }

    /// A finding as the client shows it.
    fn shown(&self, rule: &str, message: &str) -> Option<Vec<Diagnostic>> {
        let rule = Some(NumberOrString::String(rule.to_owned()));
        let shown: Vec<_> = self.told.iter().filter(|d| d.code == rule && d.message == message).cloned().collect();
        Some(shown).filter(|list| !list.is_empty())
    }

    /// Edits and deletions as the client takes them; `None` where it cannot delete.
    // An address does not change while it is a key.
    #[allow(clippy::mutable_key_type)]
    fn changes(&self, edits: &[Edit], deletes: &[String]) -> Option<WorkspaceEdit> {
        let root = &self.scene.snapshot.project.root;
        let mut documents: BTreeMap<Uri, Vec<TextEdit>> = BTreeMap::new();
        for edit in edits {
            let file = self.scene.file(&root.join(&*edit.place.file))?;
            let range = self.scene.range(file, Span::new(edit.place.start.offset, edit.place.end.offset))?;
            documents.entry(self.scene.uri(file)?).or_default().push(TextEdit { range, new_text: edit.text.clone() });
        }
        let documents = documents.into_iter().map(|(uri, edits)| {
            let version = self.scene.version(&uri);
            DocumentEdits { uri, version, edits }
        });
        let deletes = deletes.iter().map(|path| Uri::from_file_path(root.join(path)).map(FileChange::Delete));
        workspace_edit(self.client, documents.collect(), deletes.collect::<Option<_>>()?)
    }
}
