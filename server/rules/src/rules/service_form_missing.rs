//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use crate::services::ServiceExt;
use ov_project::{Service, Value, View};

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "service-form-missing",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "a service without a command and without a packaged unit",
    docs: include_str!("service_form_missing.md"),
};

/// Keys of other tools that hold a command.
const COMMAND_KEYS: [&str; 7] = ["command", "cmd", "run", "start", "execstart", "exec_start", "entrypoint"];

/// The rule.
pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["service"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = item.service() else { return };
    if has_form(entry) {
        return;
    }
    let service = Service { index: 0, entry };
    let label = service.label();
    let fact = format!("{label} has neither `exec` nor `use_packaged`, so there is nothing to run");
    let place = item.at(service.head());
    let dropped = entry.record().dropped.iter();
    let command = dropped.filter(|(_, value)| value.value.text().is_some()).find(|(name, _)| is_command(&name.text));
    let Some((key, _)) = command else {
        let message = format!("{fact}; add `exec` with a command, or `use_packaged` with the unit of a package");
        findings.push(Finding::new(&INFO, place, message));
        return;
    };
    let key_place = item.place(key.span);
    let change = Change::RenameKey { key: key_place, to: "exec".into() };
    let finding = Finding::new(&INFO, place, format!("{fact}; its `{}` should be called `exec`", key.text))
        .related(key_place, "the command stands here")
        .repair(Repair::guess(format!("Rename `{}` to `exec`", key.text), change));
    findings.push(finding);
}

/// A value of a wrong type counts: another rule speaks of it.
fn has_form(entry: View<'_>) -> bool {
    let given = |key: &str| entry.field(key).is_some_and(|f| matches!(f.value.value, Value::Hole));
    ["exec", "use_packaged"].iter().any(|key| entry.text(key).is_some() || given(key))
}

fn is_command(key: &str) -> bool {
    COMMAND_KEYS.contains(&key.to_lowercase().as_str())
}
