//! The contract's own format.

use super::{Finding, Fix, Place, Related, Report, Severity, Summary, View, help_url, statistics};
use serde::Serialize;
use std::io::{self, Write};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    tool: &'static str,
    files_checked: usize,
    findings: Vec<Entry<'r>>,
    unresolved: &'r [String],
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<Vec<Tally<'r>>>,
}

#[derive(Serialize)]
struct Entry<'r> {
    rule: &'r str,
    severity: Severity,
    message: &'r str,
    #[serde(flatten)]
    place: &'r Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    layer: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    related: &'r [Related],
    fixes: &'r [Fix],
}

#[derive(Serialize)]
struct Tally<'r> {
    rule: &'r str,
    severity: Severity,
    findings: usize,
}

impl<'r> From<&'r Finding> for Entry<'r> {
    fn from(finding: &'r Finding) -> Self {
        Self {
            rule: &finding.rule,
            severity: finding.severity,
            message: &finding.message,
            place: &finding.place,
            layer: finding.layer.as_deref(),
            help: help_url(&finding.rule),
            related: &finding.related,
            fixes: &finding.fixes,
        }
    }
}

/// Writes one object.
///
/// # Errors
/// What `out` reports.
pub fn write(report: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let tally = |(rule, severity, findings)| Tally { rule, severity, findings };
    let document = Document {
        version: VERSION,
        tool: env!("CARGO_PKG_VERSION"),
        files_checked: report.files_checked,
        findings: report.findings.iter().map(Entry::from).collect(),
        unresolved: &report.unresolved,
        summary: report.summary(),
        statistics: view.statistics.then(|| statistics::counts(report).into_iter().map(tally).collect()),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// Writes one finding a line, each as in [`write()`].
///
/// # Errors
/// What `out` reports.
pub fn write_lines(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        serde_json::to_writer(&mut *out, &Entry::from(finding))?;
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::format::tests::{printed, sample};

    #[test]
    fn the_contract() {
        insta::assert_snapshot!(printed(Format::Json, &sample()));
    }

    #[test]
    fn one_line_a_finding() {
        insta::assert_snapshot!(printed(Format::Jsonl, &sample()));
    }

    #[test]
    fn fixed_is_said_only_when_fixing() {
        let mut report = sample();
        assert!(!printed(Format::Json, &report).contains("\"fixed\""));
        report.fixed = Some(0);
        assert!(printed(Format::Json, &report).contains("\"fixed\": 0"));
    }
}
