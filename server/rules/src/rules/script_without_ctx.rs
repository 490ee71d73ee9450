//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::scripts;
use crate::shell::Command;
use ov_project::LAYER_FILE;
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "script-without-ctx",
    group: Group::Tasks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a command uses a file of the layer without `/ctx/`",
    docs: include_str!("script_without_ctx.md"),
};

pub(crate) struct ScriptWithoutCtx;

/// Programs whose arguments are files that must be there.
const READERS: [&str; 11] = ["bash", "sh", "python", "python3", "node", "source", ".", "cp", "install", "mv", "chmod"];

impl Rule for ScriptWithoutCtx {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["task"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let files = layer.layer.siblings.iter().map(SmolStr::as_str);
        let files: Vec<&str> = files.filter(|s| !s.contains('/') && *s != LAYER_FILE).collect();
        if files.is_empty() {
            return;
        }
        let mentions = |text: &str| files.iter().any(|f| text.contains(f));
        scripts::of_item(layer, item, mentions, &mut |script| {
            let mut seen: Vec<String> = Vec::new();
            for command in script.commands() {
                let moves = command.program().is_some_and(|(name, _)| matches!(name, "cd" | "pushd"));
                if moves {
                    return;
                }
                for word in used(command).filter(|_| !command.guarded) {
                    let name = word.text.trim_start_matches("./");
                    if !files.contains(&name) || seen.iter().any(|s| s == name) {
                        continue;
                    }
                    let message = format!("`{name}` of this layer is at `/ctx/{name}` while tasks run");
                    let mut finding = Finding::new(&INFO, script.place(&word.range), message);
                    if let Some(text) = script.replaced(&word.range, &format!("/ctx/{name}")) {
                        let change = Change::ReplaceScalar { scalar: script.whole(), to: text };
                        finding = finding.repair(Repair::guess(format!("Write `/ctx/{name}`"), change));
                    }
                    findings.push(finding);
                }
                let words = command.words.iter().chain(&command.writes);
                seen.extend(words.map(|w| w.text.trim_start_matches("./").to_owned()));
            }
        });
    }
}

/// The words of a command that name files it reads: a program called as `./name`, and the arguments of some programs.
fn used(command: &Command) -> impl Iterator<Item = &crate::shell::Word> {
    let run = command.words.first().filter(|w| w.text.starts_with("./"));
    let reader = command.program().is_some_and(|(name, _)| READERS.contains(&name));
    let operands: Vec<_> = if reader { command.operands().collect() } else { Vec::new() };
    // Of several the last is where they go.
    let goes = command.program().is_some_and(|(name, _)| matches!(name, "cp" | "install" | "mv"));
    let count = operands.len() - usize::from(goes && operands.len() > 1);
    run.into_iter().chain(operands.into_iter().take(count))
}
