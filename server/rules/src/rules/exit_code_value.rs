//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::Safety;
use crate::rule::{Group, Info, ItemRule};
use crate::spelling::Meant;
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "exit-code-value",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "exit codes that supervisord cannot read",
    docs: include_str!("exit_code_value.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(at) = item.service().and_then(|entry| entry.text("exit_code")) else { return };
    let is_list = at.value.split(',').all(|code| code.trim().parse::<u8>().is_ok());
    if !is_list && item.setting.may_run(Init::Supervisord) {
        let message = format!("supervisord cannot read `{}`; write numbers from 0 to 255, joined by commas", at.value);
        findings.push(Finding::new(&INFO, item.at(at.span), message).written_as(joined(at.value)));
    }
}

/// Numbers apart in another way.
fn joined(text: &str) -> Meant {
    let codes = text.split(|c: char| c.is_whitespace() || ",;|".contains(c)).filter(|code| !code.is_empty());
    let codes: Option<Vec<String>> = codes.map(|code| Some(code.parse::<u8>().ok()?.to_string())).collect();
    codes.filter(|codes| !codes.is_empty()).map(|codes| (codes.join(","), Safety::Safe))
}
