//! `JUnit` XML: a suite a file, a failed case a finding.

use super::{Finding, Report, View};
use std::io::{self, Write};

/// Writes one document.
///
/// # Errors
/// What `out` reports.
pub fn write(report: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let total = report.findings.len();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="ov-lsp" tests="{}" failures="{total}" errors="0">"#, total.max(1))?;
    if total == 0 {
        writeln!(out, r#"  <testsuite name="ov-lsp" tests="1" failures="0" errors="0">"#)?;
        writeln!(out, r#"    <testcase name="no findings" classname="ov-lsp"/>"#)?;
        writeln!(out, "  </testsuite>")?;
    }
    for findings in report.findings.chunk_by(|a, b| a.place.file == b.place.file) {
        write_suite(findings, view, out)?;
    }
    writeln!(out, "</testsuites>")
}

fn write_suite(findings: &[Finding], view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let file = escaped(&findings.first().map(|f| view.prefixes.machine(&f.place.file)).unwrap_or_default());
    let count = findings.len();
    writeln!(out, r#"  <testsuite name="{file}" tests="{count}" failures="{count}" errors="0">"#)?;
    for finding in findings {
        let (rule, message) = (escaped(&finding.rule), escaped(&finding.message));
        let (line, column) = (finding.place.start.line, finding.place.start.column);
        writeln!(out, r#"    <testcase name="{rule}" classname="{file}" file="{file}" line="{line}">"#)?;
        writeln!(out, r#"      <failure type="{}" message="{message}">"#, finding.severity.name())?;
        writeln!(out, "{file}:{line}:{column}: {message}")?;
        writeln!(out, "      </failure>\n    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' | '\t' | '\r' => safe.push(' '),
            // XML has no way to write these.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::super::format::tests::{printed, sample};
    use super::super::{Format, Report};

    #[test]
    fn a_suite_a_file() {
        insta::assert_snapshot!(printed(Format::Junit, &sample()));
    }

    #[test]
    fn clean_is_one_passed_case() {
        insta::assert_snapshot!(printed(Format::Junit, &Report::default()));
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(super::escaped("<a b=\"c\">&\u{1b}\n"), "&lt;a b=&quot;c&quot;&gt;&amp;\u{fffd} ");
    }
}
