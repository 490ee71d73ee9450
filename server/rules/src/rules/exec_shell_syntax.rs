//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::Safety;
use crate::rule::{Group, Info, ItemRule};
use crate::spelling::Meant;
use crate::{Severity, exec};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "exec-shell-syntax",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "shell syntax where no shell reads",
    docs: include_str!("exec_shell_syntax.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(at) = item.service().and_then(|entry| entry.text("exec")) else { return };
    let words = exec::words_outside_shell(at.value);
    let supervisord = item.setting.runs(Init::Supervisord);
    let found = words.iter().enumerate().find_map(|(index, word)| foreign(word, index + 1 == words.len(), supervisord));
    let found = words.first().and_then(|word| assignment(word)).or(found);
    if let Some(syntax) = found {
        let message = format!(
            "`{syntax}` means nothing without a shell, and `exec` starts none; write `/bin/sh -c '…'`, or a script"
        );
        findings.push(Finding::new(&INFO, item.at(at.span), message).written_as(in_shell(at.value, syntax)));
    }
}

/// A variable that a shell would set for the command behind it.
fn assignment<'a>(first: &exec::Word<'a>) -> Option<&'a str> {
    let (name, _) = first.text.split_once('=')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_name && !first.quoted).then_some(first.text)
}

/// The command as a script of a shell, where that has no quotes to be taken care of and does not leave the shell without it.
/// Behind ` ;` supervisord reads a comment, also in quotes.
fn in_shell(command: &str, syntax: &str) -> Meant {
    let fits = syntax != "&" && !command.contains(['\'', '\n', '\\', '%']) && !command.contains(" ;");
    fits.then(|| (format!("/bin/sh -c '{}'", command.trim()), Safety::Unsafe))
}

/// What of a word only a shell would understand.
fn foreign<'a>(word: &exec::Word<'a>, last: bool, supervisord: bool) -> Option<&'a str> {
    let text = word.text;
    if word.quoted {
        return None;
    }
    let operator = matches!(text, "|" | "||" | "&&" | ";" | "&" | "<" | ">" | ">>" | "2>&1" | "&>" | "2>");
    let redirection = [">/", ">>/", "2>/", "&>/", "</"].iter().any(|start| text.starts_with(start));
    let substitution = text.contains("$(") || text.contains('`');
    // The home directory is a matter of `exec-home-syntax`.
    let variable = supervisord && text.contains('$') && !text.contains("HOME") && !text.ends_with('$');
    if operator || redirection || substitution || variable {
        return Some(text);
    }
    (text.ends_with(';') && !last && text.len() > 1).then_some(";")
}
