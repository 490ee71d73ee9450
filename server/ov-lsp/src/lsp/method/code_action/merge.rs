//! Two layers for one thing made one.

use super::Asked;
use crate::check::attempt;
use crate::fix::made;
use crate::lsp::edits::Purpose;
use crate::merge::{SAME, told};
use crate::report::{Fix, Related};
use ov_rules::{Change, Finding, Repair};
use serde_json::json;
use std::fmt::Write as _;
use tower_lsp_server::ls_types::{CodeAction, CodeActionDisabled, CodeActionKind};

/// Whether a repair folds a layer into another.
pub(super) fn is_merge(repair: &Repair) -> bool {
    matches!(repair.changes.as_slice(), [Change::MergeLayer { .. }])
}

/// The merges that findings offer, with what they change in what is rendered, or with what is in their way.
pub(super) fn actions(asked: &Asked<'_>, here: &[Finding]) -> Vec<CodeAction> {
    let offered = here.iter().flat_map(|finding| finding.repairs.iter().map(move |repair| (finding, repair)));
    let merges = offered.filter(|(_, repair)| is_merge(repair));
    merges.filter_map(|(finding, repair)| action(asked, finding, repair)).collect()
}

fn action(asked: &Asked<'_>, finding: &Finding, repair: &Repair) -> Option<CodeAction> {
    let blank = CodeAction {
        title: repair.title.clone(),
        kind: Some(CodeActionKind::REFACTOR_REWRITE),
        diagnostics: asked.shown(finding.rule.id, &finding.message),
        ..CodeAction::default()
    };
    let refused = |reason: String| {
        let disabled = Some(CodeActionDisabled { reason });
        asked.client.shows_disabled.then(|| CodeAction { disabled, ..blank.clone() })
    };
    let fix = match attempt(repair, asked.project(), asked.files) {
        Ok(fix) => fix,
        Err(obstacles) => {
            let action = refused(in_the_way(&obstacles))?;
            return Some(CodeAction { data: Some(json!({ "conflicts": obstacles })), ..action });
        }
    };
    let effects = effects(asked, &fix)?;
    let purpose = Purpose { label: repair.title.clone(), description: effects.join("; ") };
    match asked.changes(&fix, Some(purpose)) {
        Some(edit) => Some(CodeAction {
            title: format!("{} ({})", repair.title, in_short(&effects)),
            edit: Some(edit),
            data: Some(json!({ "rendered": effects })),
            ..blank
        }),
        None => refused("this editor cannot move and delete files for a language server".into()),
    }
}

/// How both init systems and the package managers are given something else.
fn effects(asked: &Asked<'_>, fix: &Fix) -> Option<Vec<String>> {
    let after = made(fix, &asked.project().root, asked.files)?;
    Some(told(asked.project(), &after))
}

/// Who is given something else: each line begins with that.
fn in_short(effects: &[String]) -> String {
    let changed = effects.iter().filter(|line| !line.ends_with(SAME)).filter_map(|line| line.split_once(':'));
    let mut kinds: Vec<&str> = changed.map(|(kind, _)| kind).collect();
    kinds.dedup();
    if kinds.is_empty() { "all renders as before".into() } else { format!("changes {}", kinds.join(" and ")) }
}

fn in_the_way(obstacles: &[Related]) -> String {
    let mut reason = String::from("Cannot be merged yet");
    for (index, obstacle) in obstacles.iter().enumerate() {
        let (place, sign) = (&obstacle.place, if index == 0 { ": " } else { "; " });
        let _ = write!(reason, "{sign}{} ({}:{})", obstacle.message, place.file, place.start.line);
    }
    reason
}
