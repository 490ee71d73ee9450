//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::tasks::{Task, TaskRule};

static INFO: Info = Info {
    id: "heredoc-in-cmd",
    group: Group::Tasks,
    severity: Severity::Info,
    default_on: true,
    summary: "a command writes a file with a here-document",
    docs: include_str!("heredoc_in_cmd.md"),
};

pub(crate) static RULE: TaskRule = TaskRule { info: &INFO, judge };

fn judge(task: &Task<'_>, findings: &mut Vec<Finding>) {
    let Some(script) = task.item.script(&["cat", "tee"], &["<<"]) else { return };
    for command in script.commands.iter().filter(|c| c.here_document && !c.guarded) {
        let writes = match command.program() {
            Some(("cat", rest)) => rest.is_empty() && !command.writes.is_empty(),
            Some(("tee", _)) => command.operands().next().is_some(),
            _ => false,
        };
        if writes {
            let place = task.item.command_place(command);
            findings.push(Finding::new(&INFO, place, "a `write` task says the same"));
        }
    }
}
