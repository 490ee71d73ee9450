//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use ov_project::{At, Init};
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "exec-percent",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a percent sign that an init takes for its own",
    docs: include_str!("exec_percent.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge: judge_item };

fn judge_item(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    if entry.is_set("use_packaged") {
        return;
    }
    let texts = ["exec", "working_directory"].into_iter().filter_map(|key| entry.text(key));
    let env = entry.map("env").filter_map(|(_, value)| Some(At { value: value.value.text()?, span: value.span }));
    for at in texts.chain(env) {
        findings.extend(judge(item, at));
    }
}

fn judge(item: &ItemContext<'_>, at: At<&SmolStr>) -> Option<Finding> {
    let place = item.at(at.span);
    let mut rest = at.value.as_str();
    while let Some(start) = rest.find('%') {
        let behind = &rest[start + 1..];
        if let Some(after) = behind.strip_prefix('%') {
            rest = after;
            continue;
        }
        let Some((name, after)) = behind.strip_prefix('(').and_then(|b| b.split_once(")s")) else {
            let shown: String = rest[start..].chars().take(2).collect();
            let Some(reader) = reader_of(item, &shown) else {
                rest = behind;
                continue;
            };
            let message = format!(
                "{reader} takes `{}` for an expression of its own; write `%%` for a percent sign",
                shown.trim()
            );
            let finding = Finding::new(&INFO, place, message);
            let has_expressions = at.value.contains("%(") || at.value.contains("%%");
            return Some(if has_expressions {
                finding
            } else {
                let to = at.value.replace('%', "%%");
                finding.repair(Repair::guess("Double the percent signs", Change::ReplaceScalar { scalar: place, to }))
            });
        };
        if name != "ENV_HOME" && item.setting.runs(Init::Systemd) {
            let message = format!("systemd passes `%({name})s` on as it is; only `%(ENV_HOME)s` works under both");
            return Some(Finding::new(&INFO, place, message));
        }
        rest = after;
    }
    None
}

/// Letters that systemd replaces behind a percent sign.
const SPECIFIERS: &str = "aAbBCdDEfgGhHiIjJlLmMnNopPqsStTuUvVwWyY";

/// The init system that reads a percent sign with the character behind it as something else.
fn reader_of(item: &ItemContext<'_>, shown: &str) -> Option<&'static str> {
    let specifier = shown.chars().nth(1).is_some_and(|c| SPECIFIERS.contains(c));
    if item.setting.may_run(Init::Supervisord) {
        Some("supervisord")
    } else {
        (specifier && item.setting.runs(Init::Systemd)).then_some("systemd")
    }
}
