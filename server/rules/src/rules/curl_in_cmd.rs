//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::shell::is_wrapper;
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
    let may_be_it = |text: &str| may_be_alone(text) && first_command_downloads(text) && !others_follow(text);
    if !task.view.text("cmd").is_some_and(|at| may_be_it(at.value)) {
        return;
    }
    let Some(script) = task.item.script(&["curl", "wget"], &["-o", "-O", "--output", "wget"]) else { return };
    let [command] = &script.commands[..] else { return };
    let Some((program @ ("curl" | "wget"), _)) = command.program() else { return };
    let to_file = command.words.iter().any(|w| matches!(w.text.as_str(), "-o" | "-O" | "--output"));
    let addresses = command.words.iter().filter(|w| w.text.starts_with("http")).count();
    if (to_file || program == "wget") && addresses == 1 {
        let place = task.item.command_place(command);
        findings.push(Finding::new(&INFO, place, "a `download` task says the same"));
    }
}

/// Whether the first command, which may go on behind a backslash, names one of the two.
fn first_command_downloads(script: &str) -> bool {
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.contains("curl") || line.contains("wget") {
            return true;
        }
        if !line.ends_with(['\\', '(', '{']) {
            return false;
        }
    }
    false
}

/// Whether the first line, with what continues it, is a command by itself and not the last.
fn others_follow(script: &str) -> bool {
    let mut lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut quotes, mut open) = ([0, 0], 0);
    for line in lines.by_ref() {
        for byte in line.bytes() {
            match byte {
                b'"' => quotes[0] += 1,
                b'\'' => quotes[1] += 1,
                b'(' | b'{' => open += 1,
                b')' | b'}' => open -= 1,
                _ => {}
            }
        }
        if !line.ends_with('\\') {
            break;
        }
    }
    quotes.iter().all(|count| count % 2 == 0) && open == 0 && lines.next().is_some()
}

/// Whether the only command of a script can be one of the two: it begins with that, with what sets a variable, or with what runs
/// another program.
fn may_be_alone(script: &str) -> bool {
    let lines = script.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let first = lines.flat_map(str::split_whitespace).find(|word| *word != "\\");
    first.is_some_and(|word| {
        let program = word.rsplit('/').next().unwrap_or_default();
        word.contains(['=', '"', '\'', '\\', '$', '(', '{', '!'])
            || is_wrapper(program)
            || matches!(program, "curl" | "wget")
    })
}
