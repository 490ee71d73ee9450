//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "restart-not-rendered",
    group: Group::Services,
    severity: Severity::Info,
    default_on: true,
    summary: "a `restart:` that one init takes for another",
    docs: include_str!("restart_not_rendered.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(at) = item.service().and_then(|entry| entry.text("restart")) else { return };
    let effect = match at.value.as_str() {
        "on-failure" if item.setting.runs(Init::Supervisord) => "supervisord restarts in any case",
        "unless-stopped" if item.setting.runs(Init::Systemd) => "systemd never restarts",
        _ => return,
    };
    let message = format!("with `restart: {}` {effect}; `always` and `no` mean the same everywhere", at.value);
    findings.push(Finding::new(&INFO, item.at(at.span), message));
}
