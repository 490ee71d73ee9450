//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use crate::spelling;
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "stop-timeout-int",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a `stop_timeout:` that supervisord refuses",
    docs: include_str!("stop_timeout_int.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    let Some(at) = entry.text("stop_timeout") else { return };
    let number = at.value.strip_prefix(['+', '-']).unwrap_or(at.value);
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    if is_number || !item.setting.may_run(Init::Supervisord) || entry.is_set("use_packaged") {
        return;
    }
    let place = item.at(at.span);
    let message =
        format!("supervisord refuses `{}` and its whole configuration with it; write a number of seconds", at.value);
    let finding = Finding::new(&INFO, place, message);
    findings.push(match spelling::seconds(at.value) {
        Some(to) => finding
            .repair(Repair::safe(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to: to.to_string() })),
        None => finding,
    });
}
