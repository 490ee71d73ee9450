//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::{durations, spelling};

static INFO: Info = Info {
    id: "eventually-duration",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "`eventually` or `retry_interval` of a check is no duration, or they contradict each other",
    docs: include_str!("eventually_duration.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let read = |key: &str| check.view.text(key).map(|at| (durations::nanoseconds(at.value), at));
    let (wait, interval) = (read("eventually"), read("retry_interval"));
    for (key, (_, at)) in [("eventually", &wait), ("retry_interval", &interval)]
        .into_iter()
        .filter_map(|(key, found)| Some((key, found.as_ref().filter(|(nanos, _)| nanos.is_none())?)))
    {
        let message = format!("`{key}` is `{}`, but must be a duration such as `30s` or `1m30s`", at.value);
        let place = crate::Place { file: check.file, span: at.span };
        let finding = Finding::new(&INFO, place, message);
        findings.push(finding.written_as(spelling::duration(at.value)));
    }
    if let (Some((Some(wait), _)), Some((Some(interval), at))) = (&wait, &interval)
        && interval > wait
    {
        let place = crate::Place { file: check.file, span: at.span };
        let message = "`retry_interval` is longer than `eventually`: there is only one more try";
        findings.push(Finding::new(&INFO, place, message).severity(Severity::Warning));
    }
}
