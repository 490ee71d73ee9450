//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::shell::Script;
use crate::variables::{place_of, replace};
use std::ops::Range;

static INFO: Info = Info {
    id: "supervisorctl-status",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "`supervisorctl status` fails as soon as one program does not run",
    docs: include_str!("supervisorctl_status.md"),
};

/// How deep a `sh -c` in a `sh -c` is read.
const SHELLS_IN_SHELLS: usize = 2;

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let Some(verb) = check.verb().filter(|v| v.name == "command") else { return };
    let expects_success = check.view.int("exit_status").is_none_or(|at| at.value == 0);
    let Some(text) = verb.field.value.value.text().filter(|_| expects_success) else { return };
    let Some(range) = asked_last(text, 0) else { return };
    let message = "`supervisorctl status` fails as soon as any program does not run; ask for `supervisorctl pid`";
    let finding = Finding::new(&INFO, place_of(check, verb.field, &range), message);
    findings.push(match replace(check, verb.field, &range, "supervisorctl pid") {
        Some(repair) => finding.repair(repair),
        None => finding,
    });
}

/// Where a script asks for the status of all programs as the last thing it does, so that it ends with the answer.
fn asked_last(text: &str, depth: usize) -> Option<Range<usize>> {
    if depth > SHELLS_IN_SHELLS || !text.contains("supervisorctl") {
        return None;
    }
    let script = Script::read(text)?;
    let last = script.commands.last().filter(|command| !command.guarded)?;
    let range = last.range();
    if !only_redirects(text.get(range.end..)?) || text.get(range.clone())?.contains(['$', '`']) {
        return None;
    }
    let words: Vec<&str> = last.words.iter().map(|word| word.text.as_str()).collect();
    let program = words.first()?.rsplit('/').next()?;
    match (program, &words[1..]) {
        ("supervisorctl", ["status"] | ["status", "all"]) => Some(range),
        ("sh" | "bash", [flag, _]) if flag.starts_with('-') && flag.ends_with('c') => {
            let inner = &last.words[2];
            let call = asked_last(&inner.text, depth + 1).and_then(|at| inner.text.get(at))?;
            let start = inner.range.start + text.get(inner.range.clone())?.rfind(call)?;
            Some(start..start + call.len())
        }
        _ => None,
    }
}

/// Whether nothing stands behind the last command that would change how the script ends.
fn only_redirects(rest: &str) -> bool {
    !rest.contains(['|', ';'])
        && rest.split_whitespace().all(|word| word.contains('>') || word == "/dev/null")
        && !rest.trim_end().ends_with('&')
}
