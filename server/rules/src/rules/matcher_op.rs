//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::matchers::matchers;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};
use ov_schema::{StructId, nearest};

static INFO: Info = Info {
    id: "matcher-op",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "a matcher uses an operator that does not exist",
    docs: include_str!("matcher_op.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

/// Words for operators in other tools.
const MEANT: [(&str, &str); 8] = [
    ("regex", "matches"),
    ("regexp", "matches"),
    ("match", "matches"),
    ("like", "contains"),
    ("includes", "contains"),
    ("eq", "equals"),
    ("gte", "ge"),
    ("lte", "le"),
];

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    for (_, record) in matchers(check) {
        let [(name, _)] = &record.dropped[..] else { continue };
        if !record.fields.is_empty() {
            continue;
        }
        let meant = MEANT.iter().find(|(word, _)| *word == name.text).map(|(_, op)| *op);
        let near = nearest(ov_schema::get(StructId::MATCHER), &name.text);
        let slip = near.certain().filter(|_| meant.is_none());
        let guess = meant.or_else(|| near.best().map(|candidate| candidate.key.name));
        let hint = guess.map(|g| format!("; did you mean `{g}`?")).unwrap_or_default();
        let place = check.place(name.span);
        let finding = Finding::new(&INFO, place, format!("there is no operator `{}`{hint}", name.text));
        findings.push(match guess {
            Some(to) => {
                let (title, change) = (format!("Write `{to}`"), Change::RenameKey { key: place, to: to.to_owned() });
                finding.repair(if slip.is_some() { Repair::safe(title, change) } else { Repair::guess(title, change) })
            }
            None => finding,
        });
    }
}
