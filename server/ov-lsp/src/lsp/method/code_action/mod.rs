//! `textDocument/codeAction`.

mod merge;
mod refactor;
mod suppress;

use crate::check::with_fixes;
use crate::fix::together;
use crate::lsp::capabilities::FIX_ALL;
use crate::lsp::client::ClientFacts;
use crate::lsp::edits::{DocumentEdits, FileChange, Purpose, edit_for};
use crate::lsp::session::{Home, Scene, Session, over};
use crate::report::{Finding, Fix, Safety};
use ov_project::{Files, Project};
use ov_syntax::Span;
use std::collections::BTreeMap;
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Diagnostic, NumberOrString,
    Range, TextEdit, Uri, WorkspaceEdit,
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
    let only = params.context.only.as_deref();
    let wants = |kind: &CodeActionKind| only.is_none_or(|only| only.iter().any(|asked| is_part(kind, asked)));
    let told = &params.context.diagnostics;
    let asked = Asked { client: &session.client, scene: &scene, files: &files, told };
    let here: Vec<_> =
        found.iter().filter(|f| f.place.span.start <= end && start <= f.place.span.end).cloned().collect();
    let mut actions = Vec::new();
    if wants(&CodeActionKind::QUICKFIX) {
        actions.extend(asked.quick_fixes(&here));
        actions.extend(suppress::actions(&asked, &here, document, &tree, uri));
    }
    if wants(&CodeActionKind::REFACTOR_REWRITE) {
        actions.extend(merge::actions(&asked, &here));
        actions.extend(refactor::actions(&asked, file, Span::new(start, end)));
    }
    // Where somebody looks at one line, an action for the whole document would be in the way.
    if only.is_some() && wants(&FIX_ALL) {
        actions.extend(asked.fix_all(&found));
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
    files: &'a dyn Files,
    /// The diagnostics that the client shows there.
    told: &'a [Diagnostic],
}

impl Asked<'_> {
    fn project(&self) -> &Project {
        &self.scene.snapshot.project
    }

    fn quick_fixes(&self, here: &[ov_rules::Finding]) -> Vec<CodeAction> {
        let found = with_fixes(&without_merges(here), self.project(), self.files);
        let of_one = |finding: &Finding| -> Vec<CodeAction> {
            let offered = finding.fixes.iter().enumerate();
            offered.filter_map(|(index, fix)| self.quick_fix(finding, fix, index == 0)).collect()
        };
        found.iter().flat_map(of_one).collect()
    }

    fn quick_fix(&self, finding: &Finding, fix: &Fix, is_first: bool) -> Option<CodeAction> {
        if fix.is_empty() {
            return None;
        }
        Some(CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: self.shown(&finding.rule, &finding.message),
            edit: Some(self.changes(fix, None)?),
            is_preferred: (is_first && fix.safety == Safety::Safe).then_some(true),
            ..CodeAction::default()
        })
    }

    fn fix_all(&self, found: &[ov_rules::Finding]) -> Option<CodeAction> {
        let edits = together(with_fixes(&without_merges(found), self.project(), self.files));
        let all = Fix::of_texts("Apply all safe fixes", Safety::Safe, edits);
        let edit = self.changes(&all, None).filter(|_| !all.is_empty())?;
        Some(CodeAction { title: all.title, kind: Some(FIX_ALL), edit: Some(edit), ..CodeAction::default() })
    }

    /// A finding as the client shows it.
    fn shown(&self, rule: &str, message: &str) -> Option<Vec<Diagnostic>> {
        let rule = Some(NumberOrString::String(rule.to_owned()));
        let shown: Vec<_> = self.told.iter().filter(|d| d.code == rule && d.message == message).cloned().collect();
        Some(shown).filter(|list| !list.is_empty())
    }

    /// A fix as the client takes it; `None` where it cannot make, move or delete files and has to.
    // An address does not change while it is a key.
    #[allow(clippy::mutable_key_type)]
    fn changes(&self, fix: &Fix, purpose: Option<Purpose>) -> Option<WorkspaceEdit> {
        let root = &self.project().root;
        let uri = |path: &str| Uri::from_file_path(root.join(path));
        let mut documents: BTreeMap<Uri, Vec<TextEdit>> = BTreeMap::new();
        for edit in &fix.edits {
            let (at, range) = if fix.creates.iter().any(|new| **new == *edit.place.file) {
                (uri(&edit.place.file)?, Range::default())
            } else {
                let file = self.scene.file(&root.join(&*edit.place.file))?;
                let span = Span::new(edit.place.start.offset, edit.place.end.offset);
                (self.scene.uri(file)?, self.scene.range(file, span)?)
            };
            documents.entry(at).or_default().push(TextEdit { range, new_text: edit.text.clone() });
        }
        let documents = documents.into_iter().map(|(uri, edits)| {
            let version = self.scene.version(&uri);
            DocumentEdits { uri, version, edits }
        });
        let made = fix.creates.iter().map(|path| uri(path).map(FileChange::Create));
        let moved = fix.moves.iter().map(|one| Some(FileChange::Rename(uri(&one.from)?, uri(&one.to)?)));
        let deleted = fix.deletes.iter().map(|path| uri(path).map(FileChange::Delete));
        let files = made.chain(moved).chain(deleted).collect::<Option<_>>()?;
        edit_for(self.client, documents.collect(), files, purpose)
    }
}

/// The findings without what is a refactoring of its own.
fn without_merges(found: &[ov_rules::Finding]) -> Vec<ov_rules::Finding> {
    let mut found = found.to_vec();
    for finding in &mut found {
        finding.repairs.retain(|repair| !merge::is_merge(repair));
    }
    found
}
