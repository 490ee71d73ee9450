//! A summary for a job page.

use super::text::counted;
use super::{Report, Severity, View, help_url};
use std::io::{self, Write};

/// A job page has a size limit; the rest is counted.
const ROWS: usize = 200;

/// Writes a headline and a table, worst first.
///
/// # Errors
/// What `out` reports.
pub fn write(report: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## ov-lsp\n")?;
    writeln!(out, "{} checked: {}.", counted(report.files_checked, "file"), headline(report))?;
    if let Some(fixed) = report.fixed {
        writeln!(out, "\n{} fixed.", counted(fixed, "finding"))?;
    }
    if report.findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| severity | rule | place | message |\n|---|---|---|---|")?;
    let mut findings: Vec<_> = report.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in findings.iter().take(ROWS) {
        let rule = help_url(&finding.rule)
            .map_or_else(|| finding.rule.to_string(), |url| format!("[{}]({url})", finding.rule));
        let place = format!("{}:{}", cell(&view.prefixes.machine(&finding.place.file)), finding.place.start.line);
        writeln!(out, "| {} | {rule} | {place} | {} |", finding.severity.name(), cell(&finding.message))?;
    }
    if findings.len() > ROWS {
        writeln!(out, "\n… and {} more.", findings.len() - ROWS)?;
    }
    Ok(())
}

fn headline(report: &Report) -> String {
    let of = |severity| report.findings.iter().filter(|f| f.severity == severity).count();
    let parts: Vec<_> =
        Severity::ALL.iter().map(|s| (of(*s), s.name())).filter(|(n, _)| *n > 0).map(|(n, s)| counted(n, s)).collect();
    if parts.is_empty() { "no findings".into() } else { parts.join(", ") }
}

/// `text` inside a table. Within code, everything but the border of a cell is literal.
fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut is_code = false;
    for c in text.chars() {
        is_code ^= c == '`';
        match c {
            '|' => safe.push_str("\\|"),
            '<' if !is_code => safe.push_str("&lt;"),
            '&' if !is_code => safe.push_str("&amp;"),
            _ if c.is_control() => safe.push(' '),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::super::format::tests::{many, printed, sample};
    use super::super::{Format, Report, Severity};

    #[test]
    fn worst_first() {
        insta::assert_snapshot!(printed(Format::Markdown, &sample()));
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(super::cell("<b>|\n`a_b<c>`"), "&lt;b>\\| `a_b<c>`");
    }

    #[test]
    fn a_long_table_is_cut() {
        let text = printed(Format::Markdown, &many(203, Severity::Hint));
        assert!(text.ends_with("… and 3 more.\n"));
    }

    #[test]
    fn clean_has_no_table() {
        assert_eq!(printed(Format::Markdown, &Report::default()), "## ov-lsp\n\n0 files checked: no findings.\n");
    }
}
