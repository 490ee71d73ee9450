//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::scripts;
use crate::shell::Word;
use ov_project::View;

static INFO: Info = Info {
    id: "env-in-cmd-user",
    group: Group::Tasks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a command uses `$USER`, which is not set",
    docs: include_str!("env_in_cmd_user.md"),
};

pub(crate) struct EnvInCmdUser;

impl Rule for EnvInCmdUser {
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
        let is_given = |task: View<'_>| task.map("env").any(|(name, _)| name.value == "USER");
        if item.view().is_some_and(is_given) {
            return;
        }
        let may_use = |text: &str| names_user(text) && !sets_user(text);
        scripts::of_item(layer, item, may_use, &mut |script| {
            let is_literal = |word: &Word| script.text[word.range.clone()].contains('\'');
            let used = script.words().filter(|word| names_user(&word.text) && !is_literal(word));
            if let Some(word) = used.min_by_key(|word| word.range.start) {
                let message =
                    "`$USER` is empty while tasks run; ask for the account, as `getent passwd 1000 | cut -d: -f1` does";
                findings.push(Finding::new(&INFO, script.place(&word.range), message));
            }
        });
    }
}

/// Whether a text gives the variable a value; one of a longer name does not.
fn sets_user(text: &str) -> bool {
    let starts = |before: &str| !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    text.match_indices("USER=").any(|(at, _)| starts(&text[..at]))
}

fn names_user(text: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    text.contains("${USER}") || text.match_indices("$USER").any(|(at, name)| ends(&text[at + name.len()..]))
}
