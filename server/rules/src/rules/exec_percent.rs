//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
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

pub(crate) struct ExecPercent;

impl Rule for ExecPercent {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
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
            let message = format!(
                "both init systems replace `{}` by something of their own; write `%%` for a percent sign",
                shown.trim()
            );
            let repair = Repair::guess(
                "Double the percent signs",
                Change::ReplaceScalar { scalar: place, to: at.value.replace('%', "%%") },
            );
            let finding = Finding::new(&INFO, place, message);
            return Some(if at.value.contains("%(") || at.value.contains("%%") {
                finding
            } else {
                finding.repair(repair)
            });
        };
        if name != "ENV_HOME" && item.setting.runs(Init::Systemd) {
            let message =
                format!("systemd does not know `%({name})s`, and refuses it; only `%(ENV_HOME)s` works under both");
            return Some(Finding::new(&INFO, place, message));
        }
        rest = after;
    }
    None
}
