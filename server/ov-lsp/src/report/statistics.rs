//! How often each rule spoke.

use super::{Report, Severity};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Findings of each rule and severity, most frequent first.
pub fn counts(report: &Report) -> Vec<(&str, Severity, usize)> {
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry((&finding.rule, finding.severity)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().map(|((rule, severity), n)| (rule, severity, n)).collect();
    counts.sort_by_key(|&(_, _, n)| std::cmp::Reverse(n));
    counts
}

/// Writes one line a rule.
///
/// # Errors
/// What `out` reports.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for (rule, severity, count) in counts(report) {
        writeln!(out, "{count:>6}  {:<7}  {rule}", severity.name())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::format::tests::{many, sample};
    use super::*;

    #[test]
    fn most_frequent_first() {
        let mut report = sample();
        report.findings.extend(many(3, Severity::Info).findings);
        let mut out = Vec::new();
        write(&report, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
             3  info     unknown-key
             1  error    host-sibling-layer
             1  warning  unknown-key
        ");
    }
}
