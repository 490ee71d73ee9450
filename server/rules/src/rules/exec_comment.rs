//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::exec;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use crate::within::part;
use ov_project::{At, Init};
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "exec-comment",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a part that supervisord takes for a comment",
    docs: include_str!("exec_comment.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    if entry.is_set("use_packaged") || !item.setting.may_run(Init::Supervisord) {
        return;
    }
    findings.extend(entry.text("exec").and_then(|at| in_command(item, at)));
    let env = entry.map("env").filter_map(|(_, value)| Some(At { value: value.value.text()?, span: value.span }));
    let folder = entry.text("working_directory");
    findings
        .extend(env.chain(folder).filter_map(|at| told(item, at, "supervisord takes this for the start of a comment")));
}

/// Where a comment starts for supervisord.
fn comment(text: &str) -> Option<usize> {
    text.match_indices([';', '#']).map(|(at, _)| at).find(|&at| text[..at].ends_with([' ', '\t']))
}

fn told(item: &ItemContext<'_>, at: At<&SmolStr>, message: &str) -> Option<Finding> {
    let start = comment(at.value)?;
    let place = item.at(part(at.span, at.value, &(start..start + 1)));
    Some(Finding::new(&INFO, place, message))
}

fn in_command(item: &ItemContext<'_>, at: At<&SmolStr>) -> Option<Finding> {
    // Outside quotes it is shell syntax, of which another rule speaks.
    if exec::words_outside_shell(at.value).iter().any(|word| !word.quoted && word.text.starts_with(';')) {
        return None;
    }
    let finding = told(item, at, "supervisord takes this for the start of a comment and cuts the command off here")?;
    let to = at.value.replace(" ;", ";");
    Some(if comment(&to).is_none() {
        let change = Change::ReplaceScalar { scalar: item.at(at.span), to };
        finding.repair(Repair::guess("Take the space before it away", change))
    } else {
        finding
    })
}
