//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};

pub(crate) static INFO: Info = Info {
    id: "stdout-value",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "an output that is taken for the name of a file",
    docs: include_str!("stdout_value.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(at) = item.service().and_then(|entry| entry.text("stdout")) else { return };
    let text = at.value.as_str();
    if matches!(text, "journal" | "none") || text.starts_with("file:") {
        return;
    }
    let place = item.at(at.span);
    let (message, to) = if text.starts_with('/') {
        (format!("`stdout: {text}` is a log that is never rotated; write `file:{text}`"), format!("file:{text}"))
    } else {
        let advice = "write `journal`, `none` or `file:` with a path";
        (format!("`stdout: {text}` is taken for the path of a file; {advice}"), "journal".to_owned())
    };
    let repair = Repair::guess(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to });
    findings.push(Finding::new(&INFO, place, message).repair(repair));
}
