//! What may be done with a layer that no finding asks for.

use super::Asked;
use crate::check::offers;
use ov_project::FileId;
use ov_rules::{Derived, refactorings};
use ov_syntax::Span;
use tower_lsp_server::ls_types::{CodeAction, CodeActionKind};

pub(super) fn actions(asked: &Asked<'_>, file: FileId, at: Span) -> Vec<CodeAction> {
    let (project, context) = (asked.project(), asked.scene.snapshot.context());
    let here = project.layer_ids().filter(|id| project.layer(*id).file == file && !project.layer(*id).inline);
    let repairs = here.flat_map(|id| {
        let setting = context.setting(id);
        refactorings(&context.layer(id, &setting, &Derived::default()), at)
    });
    let fixes = offers(&repairs.collect::<Vec<_>>(), project, asked.files);
    let action = |fix: crate::report::Fix| {
        let edit = asked.changes(&fix, None).filter(|_| !fix.is_empty())?;
        Some(CodeAction {
            title: fix.title,
            kind: Some(CodeActionKind::REFACTOR_REWRITE),
            edit: Some(edit),
            ..CodeAction::default()
        })
    };
    fixes.into_iter().filter_map(action).collect()
}
