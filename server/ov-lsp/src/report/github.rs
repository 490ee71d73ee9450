//! GitHub workflow commands.

use super::text::plain;
use super::{Finding, Report, Severity, View, concise};
use std::io::{self, Write};

/// Annotations of one kind that a step's page shows.
const SHOWN: usize = 10;

/// Kinds of annotation, worst first.
const KINDS: [&str; 3] = ["error", "warning", "notice"];

const fn kind(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => KINDS[0],
        Severity::Warning => KINDS[1],
        Severity::Info | Severity::Hint => KINDS[2],
    }
}

/// Writes an annotation for the worst findings, plain lines for those that the page would drop, and their number.
///
/// # Errors
/// What `out` reports.
pub fn write(report: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut beyond = Report::default();
    for name in KINDS {
        let mut findings: Vec<&Finding> = report.findings.iter().filter(|f| kind(f.severity) == name).collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let shown = SHOWN.min(findings.len());
        for finding in &findings[..shown] {
            annotate(name, finding, view, out)?;
        }
        beyond.findings.extend(findings[shown..].iter().map(|&finding| finding.clone()));
    }
    say_the_rest(&beyond, view, out)
}

fn annotate(name: &str, finding: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (start, end) = (finding.place.start, finding.place.end);
    let file = property(&view.prefixes.machine(&finding.place.file));
    write!(out, "::{name} file={file},line={},col={}", start.line, start.column)?;
    // GitHub refuses a column range over several lines.
    if end.line == start.line {
        write!(out, ",endLine={},endColumn={}", end.line, end.column)?;
    }
    writeln!(out, ",title=ov-lsp ({})::{}", property(&finding.rule), message(&finding.message))
}

fn say_the_rest(beyond: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if beyond.findings.is_empty() {
        return Ok(());
    }
    concise::write(beyond, &View { color: false, statistics: false, ..view.clone() }, out)?;
    let counts = KINDS.map(|name| (beyond.findings.iter().filter(|f| kind(f.severity) == name).count(), name));
    let more: Vec<_> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} more of kind {name}")).collect();
    writeln!(
        out,
        "::notice title=ov-lsp::{} in the log of this step, not shown as annotations",
        message(&more.join(", "))
    )
}

/// As GitHub decodes it; what it does not decode is shown as an escape, for the log is read in terminals too.
fn message(text: &str) -> String {
    plain(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::format::tests::{many, printed, sample};
    use super::super::{Format, Severity};

    #[test]
    fn worst_first() {
        insta::assert_snapshot!(printed(Format::Github, &sample()));
    }

    #[test]
    fn what_the_page_drops_is_counted() {
        let text = printed(Format::Github, &many(12, Severity::Warning));
        assert_eq!(text.matches("::warning ").count(), 10);
        assert!(text.ends_with(
            "::notice title=ov-lsp::2 more of kind warning in the log of this step, not shown as annotations\n"
        ));
        assert!(text.contains("a.yml:1:1: warning[unknown-key] message 11\n"));
    }

    #[test]
    fn a_message_cannot_become_a_command() {
        assert_eq!(super::message("100%\n::error::x"), "100%25%0A::error::x");
        assert_eq!(super::property("a,b:c"), "a%2Cb%3Ac");
    }
}
