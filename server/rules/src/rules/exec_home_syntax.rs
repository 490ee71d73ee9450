//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use crate::{Severity, exec};
use ov_project::Init;

pub(crate) static INFO: Info = Info {
    id: "exec-home-syntax",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a home directory that supervisord does not expand",
    docs: include_str!("exec_home_syntax.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    if !item.setting.may_run(Init::Supervisord) || entry.is_set("use_packaged") {
        return;
    }
    for key in ["exec", "working_directory"] {
        let Some(at) = entry.text(key) else { continue };
        let words = exec::words_outside_shell(at.value);
        let Some(spelling) = words.iter().filter(|w| !w.text.starts_with('\'')).find_map(|w| home(w.text)) else {
            continue;
        };
        let place = item.at(at.span);
        let message = format!("supervisord does not expand `{spelling}`; write `%(ENV_HOME)s`");
        let finding = Finding::new(&INFO, place, message);
        let whole = exec::words(at.value).len() == words.len();
        findings.push(match replaced(at.value).filter(|_| whole) {
            Some(to) => {
                finding.repair(Repair::safe("Write `%(ENV_HOME)s`", Change::ReplaceScalar { scalar: place, to }))
            }
            None => finding,
        });
    }
    for (_, value) in entry.map("env") {
        let Some((text, spelling)) = value.value.text().and_then(|t| Some((t, home(t)?))) else { continue };
        let place = item.at(value.span);
        let message = format!("supervisord does not expand `{spelling}`; write `%(ENV_HOME)s`");
        let finding = Finding::new(&INFO, place, message);
        findings.push(match replaced(text) {
            Some(to) => {
                finding.repair(Repair::safe("Write `%(ENV_HOME)s`", Change::ReplaceScalar { scalar: place, to }))
            }
            None => finding,
        });
    }
}

/// How a word speaks of the home directory.
fn home(word: &str) -> Option<&'static str> {
    let word = word.trim_start_matches('"');
    let name_ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    if word == "~" || word.starts_with("~/") {
        Some("~")
    } else if word.contains("${HOME}") {
        Some("${HOME}")
    } else {
        word.match_indices("$HOME").any(|(at, found)| name_ends(&word[at + found.len()..])).then_some("$HOME")
    }
}

fn replaced(text: &str) -> Option<String> {
    const HOME: &str = "%(ENV_HOME)s";
    let tilde = |t: &str| if t.starts_with("~/") { format!("{HOME}{}", &t[1..]) } else { t.to_owned() };
    let named = tilde(text)
        .replace(" ~/", &format!(" {HOME}/"))
        .replace("${HOME}", HOME)
        .replace("$HOME/", &format!("{HOME}/"));
    (!exec::words(&named).iter().any(|w| home(w.text).is_some())).then_some(named)
}
