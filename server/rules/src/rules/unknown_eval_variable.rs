//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::repair::Repair;
use crate::rule::{Group, Info};
use crate::variables::{Reference, expanded, names, place_of, replace};
use ov_project::Field;
use ov_schema::nearest_word;

static INFO: Info = Info {
    id: "unknown-eval-variable",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check uses a variable that nothing gives a value",
    docs: include_str!("unknown_eval_variable.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let index = check.view.text("index_var").map_or("INDEX", |at| at.value.as_str());
    for (field, reference) in expanded(check).filter(|(_, r)| !r.has_shell_default() && !r.is_known(index)) {
        let guess = nearest_word(names(), reference.name).filter(|g| *g != reference.name);
        let hint = match guess {
            Some(guess) => format!("; did you mean `{guess}`?"),
            None if reference.argument.is_none() && names().any(|n| n == reference.name) => {
                format!("; write `${{{}:…}}`", reference.name)
            }
            None => String::new(),
        };
        let message = format!("no check knows a variable `{}`: the check is skipped{hint}", reference.name);
        let mut finding = Finding::new(&INFO, place_of(check, field, &reference.range), message);
        finding.repairs.extend(repair(check, field, &reference, guess));
        findings.push(finding);
    }
}

fn repair(check: &Check<'_>, field: &Field, reference: &Reference<'_>, guess: Option<&str>) -> Option<Repair> {
    if let Some(guess) = guess {
        return replace(check, field, &reference.range, &format!("${{{guess}}}"));
    }
    let text = field.value.value.text()?;
    let next = text.get(reference.range.end..)?.chars().next();
    let ends = next.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_');
    let for_shell = field.key.name == "command" && reference.argument.is_none() && ends && !text.contains('\n');
    for_shell.then(|| replace(check, field, &reference.range, &format!("${}", reference.name))).flatten()
}
