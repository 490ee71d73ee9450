//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use crate::values;
use ov_project::View;

pub(crate) static INFO: Info = Info {
    id: "mode-unquoted",
    group: Group::Keys,
    severity: Severity::Info,
    default_on: true,
    summary: "a mode without quotes",
    docs: include_str!("mode_unquoted.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["task", "eval", "artifact"], judge: judge_item };

fn judge_item(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    match item.key {
        "task" | "eval" => findings.extend(item.view().and_then(|view| judge(item, view))),
        "artifact" => findings.extend(values::entries(item, "artifact").filter_map(|view| judge(item, view))),
        _ => {}
    }
}

fn judge(item: &ItemContext<'_>, view: View<'_>) -> Option<Finding> {
    let at = view.text("mode")?;
    let is_bare = at.span.len() as usize == at.value.len();
    if !is_bare || at.value.len() < 4 || !at.value.starts_with('0') || !at.value.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let place = item.at(at.span);
    let message = format!("other tools take this for a number; write `\"{}\"`", at.value);
    let change = Change::ReplaceScalar { scalar: place, to: at.value.to_string() };
    Some(Finding::new(&INFO, place, message).repair(Repair::safe("Put it in quotes", change)))
}
