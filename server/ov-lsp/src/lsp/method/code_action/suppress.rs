//! Not to be told again: by a comment at the place, or in the configuration for the whole project.

use super::Asked;
use crate::lsp::edits::{DocumentEdits, FileChange, workspace_edit};
use crate::lsp::session::Document;
use ov_edit::{Editor, NewValue};
use ov_project::CONFIG_FILE;
use ov_rules::{Finding, suppression_text};
use ov_syntax::{Kind, Node, Span, Text, Tree};
use std::collections::BTreeSet;
use std::fs;
use tower_lsp_server::ls_types::{CodeAction, CodeActionKind, Position, Range, TextEdit, Uri, WorkspaceEdit};

pub(super) fn actions(
    asked: &Asked<'_>,
    here: &[Finding],
    document: &Document,
    tree: &Tree,
    uri: &Uri,
) -> Vec<CodeAction> {
    let mut seen = BTreeSet::new();
    let each = here.iter().filter(|finding| seen.insert(finding.rule.id));
    let each: Vec<&Finding> = each.collect();
    let comments = each.iter().filter_map(|finding| {
        let edit = comment(asked, finding, document, tree, uri)?;
        Some(action(asked, finding, format!("Ignore `{}` here", finding.rule.id), edit))
    });
    let levels = each.iter().filter_map(|finding| {
        let edit = level(asked, finding.rule.id)?;
        Some(action(asked, finding, format!("Switch `{}` off in {CONFIG_FILE}", finding.rule.id), edit))
    });
    comments.chain(levels).collect()
}

fn action(asked: &Asked<'_>, finding: &Finding, title: String, edit: WorkspaceEdit) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: asked.shown(finding.rule.id, &finding.message),
        edit: Some(edit),
        ..CodeAction::default()
    }
}

/// A comment on a line of its own above that of the finding. None where that would be inside a scalar.
fn comment(asked: &Asked<'_>, finding: &Finding, document: &Document, tree: &Tree, uri: &Uri) -> Option<WorkspaceEdit> {
    let text = &document.text;
    let line = text.line(finding.place.span.start);
    let start = text.line_start(line);
    if is_inside_scalar(tree, start) {
        return None;
    }
    let content = text.line_content(line);
    let indent = &content[..content.len() - content.trim_start_matches(' ').len()];
    let range = document.range(Span::empty(start), asked.scene.encoding);
    let newline = if text.to_string().contains("\r\n") { "\r\n" } else { "\n" };
    let new_text = format!("{indent}# {}{newline}", suppression_text(finding.rule.id));
    let edits = vec![TextEdit { range, new_text }];
    let one = DocumentEdits { uri: uri.clone(), version: Some(document.version), edits };
    workspace_edit(asked.client, vec![one], Vec::new())
}

/// Whether a line that begins at `start` belongs to a scalar of several lines.
fn is_inside_scalar(tree: &Tree, start: u32) -> bool {
    let mut open: Vec<Node<'_>> = tree.documents().collect();
    while let Some(node) = open.pop() {
        let is_around = node.span().start < start && start < node.span().end;
        if is_around && node.kind() == Kind::Scalar {
            return true;
        }
        for entry in node.entries().filter(|entry| entry.span().start < start && start < entry.span().end) {
            open.extend(entry.key());
            open.push(entry.value());
        }
    }
    false
}

/// The rule's level in the configuration, which is made where there is none.
fn level(asked: &Asked<'_>, rule: &str) -> Option<WorkspaceEdit> {
    let path = asked.scene.snapshot.project.root.join(CONFIG_FILE);
    let open = asked.scene.open(&path);
    let on_disk = || fs::read_to_string(&path).ok();
    let text = open.map(|open| open.text.to_string()).or_else(on_disk);
    let uri = open.map_or_else(|| Uri::from_file_path(&path), |open| Some(open.uri.clone()))?;
    let files = if text.is_none() { vec![FileChange::Create(uri.clone())] } else { Vec::new() };
    let edits = edits(&text.unwrap_or_default(), rule, asked)?;
    workspace_edit(asked.client, vec![DocumentEdits { version: open.map(|open| open.version), uri, edits }], files)
}

fn edits(text: &str, rule: &str, asked: &Asked<'_>) -> Option<Vec<TextEdit>> {
    let tree = Tree::parse(text);
    let Some(root) = tree.root() else {
        let end = range(text, Span::empty(text.len() as u32), asked);
        let newline = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        return Some(vec![TextEdit { range: end, new_text: format!("{newline}rules:\n  {rule}: off\n") }]);
    };
    let editor = Editor::new(text, &tree);
    let first = root.entries().next()?.key()?.span();
    let off = NewValue::Literal("off".into());
    let made = match root.value_of("rules").map(|rules| rules.entries().next().map(ov_syntax::Entry::key)) {
        Some(first_rule) => editor.add_entry(first_rule??.span(), rule, &off),
        None => editor.add_entry(first, "rules", &NewValue::Map(vec![(rule.to_owned(), off)])),
    };
    let made = made.ok()?.into_iter();
    Some(made.map(|edit| TextEdit { range: range(text, edit.span, asked), new_text: edit.text }).collect())
}

fn range(text: &str, span: Span, asked: &Asked<'_>) -> Range {
    let text = Text::new(text);
    let at = |offset| {
        let at = text.position(offset, asked.scene.encoding);
        Position { line: at.line, character: at.column }
    };
    Range { start: at(span.start), end: at(span.end) }
}
