//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::checks::Scope;
use crate::context::{ItemContext, LayerContext};
use crate::finding::{Finding, Place};
use crate::made::{self, Made};
use crate::rule::{Group, Info, Rule};
use crate::words::code;
use ov_project::{Layer, Record, Value, View};
use ov_syntax::Span;
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "check-contradicts-task",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check expects a file to be otherwise than its layer makes it",
    docs: include_str!("check_contradicts_task.md"),
};

pub(crate) struct CheckContradictsTask;

impl Rule for CheckContradictsTask {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&["task", "hooks"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(check) = item.check().filter(|check| check.view.has("file")) else { return };
        let view = check.view;
        let is_set = |key: &str| view.flag(key).map(|at| at.value);
        let Some(path) = view.text("file").filter(|_| is_set("skip") != Some(true)) else { return };
        if is_set("exists") == Some(false) || !(view.has("mode") || view.has("contains") || view.has("filetype")) {
            return;
        }
        // What runs may have written the file anew, and a volume has its own.
        if check.scope() == Scope::Deploy {
            return;
        }
        let Some(made) = made::only(layer, path.value).filter(|_| !is_worked_on(layer, path.value)) else { return };
        let before = findings.len();
        let mut tell = |place: Place, message: String| {
            let finding = Finding::new(&INFO, place, message);
            findings.push(finding.related(layer.place(made.path.span), "it is made here"));
        };
        if let Some((span, message)) = other_mode(view, &made) {
            tell(layer.place(span), message);
        }
        if let Some((span, message)) = other_type(view, &made) {
            tell(layer.place(span), message);
        }
        if let Some(content) = made.task.text("content").filter(|_| made.verb == "write") {
            for (span, wanted) in
                wanted(view).into_iter().filter(|(_, wanted)| !content.value.contains(wanted.as_str()))
            {
                let message = format!("the file is written without {}, so this check fails", code(wanted));
                tell(layer.place(view.place(span)), message);
            }
        }
        if findings.len() > before && is_made_elsewhere(layer, path.value) {
            findings.truncate(before);
        }
    }
}

/// Whether a command of the layer works on the whole folder of a file, or hands out rights.
fn is_worked_on(layer: &LayerContext<'_>, path: &str) -> bool {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = folder.trim_start_matches(['~', '$']).trim_start_matches("{HOME}");
    let ends = |rest: &str| rest.trim_start_matches('/').chars().next().is_none_or(|c| !is_part_of_path(c));
    let names = |text: &str| text.match_indices(folder).any(|(at, _)| ends(&text[at + folder.len()..]));
    made::commands(layer.layer).any(|text| text.contains("chmod") || (!folder.is_empty() && names(text)))
}

fn is_part_of_path(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@')
}

/// Whether another layer makes the file too, and may come later.
fn is_made_elsewhere(layer: &LayerContext<'_>, path: &str) -> bool {
    let makes = |other: &Layer| {
        made::of(other).any(|made| made.path.value == path) || made::commands(other).any(|text| text.contains(path))
    };
    let others = layer.around().project.layer_ids().filter(|id| *id != layer.id);
    others.map(|id| layer.around().project.layer(id)).any(makes)
}

fn other_mode(check: View<'_>, made: &Made<'_>) -> Option<(Span, String)> {
    let bare = |mode: &str| mode.trim_start_matches('0').to_owned();
    let wanted = check.text("mode")?;
    let usual = match made.verb {
        "write" => Some("0644"),
        "copy" => Some("0755"),
        _ => None,
    };
    let own = made.task.text("mode").map(|at| at.value.as_str()).or(usual)?;
    let message = format!("`{}` makes it with mode {own}, so this check fails", made.verb);
    (bare(own) != bare(wanted.value)).then_some((wanted.span, message))
}

fn other_type(check: View<'_>, made: &Made<'_>) -> Option<(Span, String)> {
    let wanted = check.text("filetype")?;
    let own = if made.verb == "mkdir" { "directory" } else { "file" };
    // What is copied may be a folder.
    let is_told = made.verb != "copy" && matches!(wanted.value.as_str(), "file" | "directory");
    let message = format!("`{}` makes a {own}, so this check fails", made.verb);
    (is_told && wanted.value != own).then_some((wanted.span, message))
}

/// The texts that a file has to hold.
fn wanted(check: View<'_>) -> Vec<(Span, &SmolStr)> {
    let mut found = Vec::new();
    if let Some(field) = check.field("contains") {
        collect(&field.value.value, field.value.span, &mut found);
    }
    found
}

fn collect<'a>(value: &'a Value, span: Span, found: &mut Vec<(Span, &'a SmolStr)>) {
    match value {
        Value::Text(text) => found.push((span, text)),
        Value::List(items) => items.iter().for_each(|item| collect(&item.value, item.span, found)),
        Value::Record(record) => of_operator(record, found),
        _ => {}
    }
}

fn of_operator<'a>(record: &'a Record, found: &mut Vec<(Span, &'a SmolStr)>) {
    if let Some(field) = record.field("contains") {
        collect(&field.value.value, field.value.span, found);
    }
}
