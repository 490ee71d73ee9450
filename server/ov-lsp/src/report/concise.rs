//! One line each: `path:line:column: severity[rule] message`.

use super::text::plain;
use super::{Report, Severity, View, statistics};
use std::io::{self, Write};

/// Writes one line a finding, or one line a rule where counts were asked for.
///
/// # Errors
/// What `out` reports.
pub fn write(report: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if view.statistics {
        return statistics::write(report, out);
    }
    for finding in &report.findings {
        let file = plain(&view.prefixes.human(&finding.place.file));
        let at = finding.place.start;
        let (on, off) = if view.color { (color(finding.severity), "\u{1b}[0m") } else { ("", "") };
        let (severity, rule, message) = (finding.severity.name(), &finding.rule, plain(&finding.message));
        writeln!(out, "{file}:{}:{}: {on}{severity}[{rule}]{off} {message}", at.line, at.column)?;
    }
    Ok(())
}

const fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "\u{1b}[1;31m",
        Severity::Warning => "\u{1b}[1;33m",
        Severity::Info => "\u{1b}[1;34m",
        Severity::Hint => "\u{1b}[1;36m",
    }
}

#[cfg(test)]
mod tests {
    use super::super::format::tests::{printed, sample};
    use super::super::{Format, View};

    #[test]
    fn one_line_each() {
        insta::assert_snapshot!(printed(Format::Concise, &sample()));
    }

    #[test]
    fn colours_only_when_asked() {
        let view = View { color: true, ..View::default() };
        let mut out = Vec::new();
        assert!(super::write(&sample(), &view, &mut out).is_ok());
        assert!(String::from_utf8_lossy(&out).contains("\u{1b}[1;31merror[host-sibling-layer]\u{1b}[0m"));
    }
}
