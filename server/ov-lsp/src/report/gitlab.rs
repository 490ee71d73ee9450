//! GitLab code quality.

use super::text::fingerprint;
use super::{Report, Severity, View};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes one array.
///
/// # Errors
/// What `out` reports.
pub fn write(report: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let entries: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| {
            let path = view.prefixes.machine(&finding.place.file);
            let what = fingerprint([&*finding.rule, &path, &finding.message]);
            let nth = seen.entry(what.clone()).or_default();
            *nth += 1;
            json!({
                "description": finding.message,
                "check_name": finding.rule,
                "fingerprint": if *nth == 1 { what } else { fingerprint([what.as_str(), &nth.to_string()]) },
                "severity": severity(finding.severity),
                "location": {
                    "path": path,
                    // Read by more programs than `positions`.
                    "lines": { "begin": finding.place.start.line, "end": finding.place.end.line },
                    "positions": {
                        "begin": { "line": finding.place.start.line, "column": finding.place.start.column },
                        "end": { "line": finding.place.end.line, "column": finding.place.end.column },
                    },
                },
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &entries)?;
    writeln!(out)
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "minor",
        Severity::Hint => "info",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::format::tests::{finding, many, printed, sample};
    use super::super::{Format, Severity};
    use std::collections::BTreeSet;

    #[test]
    fn code_quality() {
        insta::assert_snapshot!(printed(Format::Gitlab, &sample()));
    }

    #[test]
    fn fingerprints_are_distinct_for_equal_findings() {
        let mut report = many(1, Severity::Error);
        let place = report.findings[0].place.clone();
        report.findings = vec![finding("unknown-key", Severity::Error, "same", place); 3];
        let entries: serde_json::Value = serde_json::from_str(&printed(Format::Gitlab, &report)).unwrap();
        let names: BTreeSet<_> = entries.as_array().unwrap().iter().map(|e| e["fingerprint"].to_string()).collect();
        assert_eq!(names.len(), 3);
    }
}
