//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, ItemRule};
use crate::values::is_slug;

pub(crate) static INFO: Info = Info {
    id: "check-id-style",
    group: Group::Checks,
    severity: Severity::Hint,
    default_on: true,
    summary: "an id of a check in another style",
    docs: include_str!("check_id_style.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["eval"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    let Some(at) = item.check().and_then(|check| check.view.text("id")) else { return };
    if is_slug(at.value) || at.value.contains('$') {
        return;
    }
    let place = item.at(at.span);
    let to = slug(at.value);
    let finding =
        |advice: &str| Finding::new(&INFO, place, format!("`{}` is not in lower case with hyphens{advice}", at.value));
    findings.push(if is_slug(&to) {
        let repair = Repair::guess(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to: to.clone() });
        finding(&format!("; write `{to}`")).repair(repair)
    } else {
        finding("")
    });
}

/// The text in lower case, with single hyphens for all that is neither letter nor digit.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
