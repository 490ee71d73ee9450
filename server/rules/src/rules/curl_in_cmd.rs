//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule};

static INFO: Info = Info {
    id: "curl-in-cmd",
    group: Group::Tasks,
    severity: Severity::Info,
    default_on: true,
    summary: "a command downloads a file that a `download` task could",
    docs: include_str!("curl_in_cmd.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    let Some(script) = task.item.script(&["curl", "wget"]) else { return };
    let [command] = &script.commands[..] else { return };
    let Some((program @ ("curl" | "wget"), _)) = command.program() else { return };
    let to_file = command.words.iter().any(|w| matches!(w.text.as_str(), "-o" | "-O" | "--output"));
    let addresses = command.words.iter().filter(|w| w.text.starts_with("http")).count();
    if (to_file || program == "wget") && addresses == 1 {
        let place = task.item.command_place(command);
        findings.push(Finding::new(&INFO, place, "a `download` task says the same"));
    }
}
