//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::matchers::matchers;
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "matcher-map-size",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "a matcher has no operator, or several",
    docs: include_str!("matcher_map_size.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    for (span, record) in matchers(check) {
        let count = record.fields.len() + record.dropped.len();
        if count != 1 {
            let message = format!("a matcher has exactly one operator, this one has {count}; write a list of matchers");
            let key = record.fields.get(1).map_or(span, |f| f.key_span);
            findings.push(Finding::new(&INFO, check.place(key), message));
        }
    }
}
