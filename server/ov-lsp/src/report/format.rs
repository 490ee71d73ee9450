//! The formats and what they are given.

use super::paths::Prefixes;
use super::{Report, RuleInfo, concise, full, github, gitlab, json, junit, markdown, rdjson, sarif};
use std::io::{self, Write};

/// A way to write a report down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Source excerpts
    Full,
    /// One line each
    Concise,
    /// One object
    Json,
    /// One object a line
    Jsonl,
    /// SARIF 2.1.0
    Sarif,
    /// GitHub workflow commands
    Github,
    /// GitLab code quality
    Gitlab,
    /// XML in the shape of `JUnit`
    Junit,
    /// Reviewdog diagnostics
    Rdjson,
    /// A summary for a job page
    Markdown,
}

/// Circumstances of printing that are no part of the report.
#[derive(Clone, Debug, Default)]
pub struct View<'a> {
    /// How files are called.
    pub prefixes: Prefixes,
    /// All rules there are.
    pub rules: &'a [RuleInfo],
    /// Whether to colour.
    pub color: bool,
    /// Whether to link rule ids to their pages.
    pub links: bool,
    /// Whether to count by rule.
    pub statistics: bool,
}

impl Format {
    /// Whether it shows the edits of fixes.
    pub const fn has_edits(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Sarif | Self::Rdjson)
    }

    /// Whether it is made for reading; the others are for programs.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Full | Self::Concise)
    }

    /// Whether it is made for an upload that a failing step would prevent.
    pub const fn is_uploaded(self) -> bool {
        matches!(self, Self::Sarif)
    }

    /// Writes `report` to `out`.
    ///
    /// # Errors
    /// What `out` reports.
    pub fn write(self, report: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Full => full::write(report, view, out),
            Self::Concise => concise::write(report, view, out),
            Self::Json => json::write(report, view, out),
            Self::Jsonl => json::write_lines(report, out),
            Self::Sarif => sarif::write(report, view, out),
            Self::Github => github::write(report, view, out),
            Self::Gitlab => gitlab::write(report, view, out),
            Self::Junit => junit::write(report, view, out),
            Self::Rdjson => rdjson::write(report, view, out),
            Self::Markdown => markdown::write(report, view, out),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::lines::Lines;
    use super::super::{Edit, Finding, Fix, Place, Related, Safety, Severity};
    use super::*;
    use ov_syntax::Span;
    use std::sync::Arc;

    const WEB: &str = "layer:\n  name: web\n  service:\n    - name: wéb\n      autostart: true\n";
    const HOST: &str = "layer:\n  name: web-host\n";

    fn place(file: &str, text: &str, what: &str) -> Place {
        let start = text.find(what).unwrap() as u32;
        Lines::new(text).place(file.into(), Span::new(start, start + what.len() as u32))
    }

    pub(crate) fn finding(rule: &'static str, severity: Severity, message: &str, place: Place) -> Finding {
        let message = message.to_owned();
        Finding { rule: rule.into(), severity, message, place, layer: None, related: vec![], fixes: vec![] }
    }

    pub(crate) fn sample() -> Report {
        let (web, host) = ("layers/web/layer.yml", "layers/web-host/layer.yml");
        let key = place(web, WEB, "autostart");
        let edit = Edit { place: key.clone(), text: "auto_start".into() };
        let rename = Fix::of_texts("Rename to `auto_start`", Safety::Safe, vec![edit]);
        let unknown = Finding {
            layer: Some("web".into()),
            fixes: vec![rename],
            ..finding(
                "unknown-key",
                Severity::Warning,
                "no key `autostart` in a service, did you mean `auto_start`?",
                key,
            )
        };
        let delete = Fix {
            deletes: vec!["layers/web-host".into()],
            ..Fix::of_texts("Delete this folder", Safety::Unsafe, vec![])
        };
        let sibling = Related { message: "the layer without the suffix".into(), place: place(web, WEB, "name: web") };
        let host_finding = Finding {
            layer: Some("web-host".into()),
            related: vec![sibling],
            fixes: vec![delete],
            ..finding(
                "host-sibling-layer",
                Severity::Error,
                "`web-host` | repeats `web`",
                place(host, HOST, "web-host"),
            )
        };
        let mut report = Report {
            root: "/projects/a".into(),
            files_checked: 2,
            findings: vec![unknown, host_finding],
            unresolved: vec!["@github.com/o/r/layers/x:v1".into()],
            suppressed: 1,
            milder: 0,
            fixed: None,
            known: None,
            sources: [(web, WEB), (host, HOST)].map(|(file, text)| (file.into(), text.into())).into(),
        };
        report.sort();
        report
    }

    pub(crate) fn many(count: usize, severity: Severity) -> Report {
        let text: Arc<str> = "a: 1\n".into();
        let at = place("a.yml", &text, "a");
        let findings = (0..count).map(|i| finding("unknown-key", severity, &format!("message {i:02}"), at.clone()));
        let sources = [("a.yml".into(), text.clone())].into();
        Report { findings: findings.collect(), sources, ..Report::default() }
    }

    pub(crate) fn rules() -> Vec<RuleInfo> {
        ["host-sibling-layer", "unknown-key"]
            .map(|id| RuleInfo {
                id: id.into(),
                group: "files".into(),
                severity: Severity::Warning,
                default_on: true,
                summary: "One sentence.".into(),
                doc: "## What it does\n".into(),
            })
            .into()
    }

    pub(crate) fn printed(format: Format, report: &Report) -> String {
        let rules = rules();
        let view = View { rules: &rules, ..View::default() };
        let mut out = Vec::new();
        format.write(report, &view, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn same_report_same_bytes() {
        use clap::ValueEnum;
        for format in Format::value_variants() {
            assert_eq!(printed(*format, &sample()), printed(*format, &sample()), "{format:?}");
        }
    }
}
