//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::matchers::patterns;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info};

static INFO: Info = Info {
    id: "regex-dollar-anchor",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a pattern for the output of a command ends with `$`",
    docs: include_str!("regex_dollar_anchor.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let command = check.view.text("command").map_or("", |at| at.value.as_str());
    if ends_without_line_break(command) {
        return;
    }
    for (field, text, span) in patterns(check) {
        let output = matches!(field.key.name, "stdout" | "stderr");
        let Some(before) = text.strip_suffix('$').filter(|_| output) else { continue };
        if takes_line_break(before) || text.contains("(?m)") || text.contains("(?s)") {
            continue;
        }
        let message = "`$` is the end of the whole output, which ends with a line break: the pattern never matches";
        let place = check.place(span);
        let change = Change::ReplaceScalar { scalar: place, to: format!("{before}\\s*$") };
        findings.push(
            Finding::new(&INFO, place, message)
                .repair(Repair::safe("End with `\\s*$`, which takes the line break as well", change)),
        );
    }
}

/// Whether the pattern in front of the `$` takes the line break, or the `$` is an ordinary sign.
fn takes_line_break(before: &str) -> bool {
    let backslashes = before.len() - before.trim_end_matches('\\').len();
    backslashes % 2 == 1
        || ["\\s", "\\s*", "\\s+", "\\s?", "\\n", "\\n?", "\\n*", "\\n+"].iter().any(|end| before.ends_with(end))
}

fn ends_without_line_break(command: &str) -> bool {
    ["printf", "echo -n", "tr -d", "head -c"].iter().any(|word| command.contains(word))
}
