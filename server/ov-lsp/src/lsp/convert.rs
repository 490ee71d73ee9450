//! From findings to diagnostics.

use super::client::ClientFacts;
use crate::report::help_url;
use ov_rules::{Finding, Place, Severity, Tag};
use ov_syntax::Span;
use std::str::FromStr;
use tower_lsp_server::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Range, Uri,
};

/// How a client calls places.
pub(super) trait Places {
    /// Bytes of the file that the findings are about.
    fn range(&mut self, span: Span) -> Range;
    /// Bytes of any file; `None` where it has no text.
    fn location(&mut self, place: Place) -> Option<Location>;
}

/// The finding as a diagnostic, with what the client can show of it.
pub(super) fn diagnostic(finding: &Finding, client: &ClientFacts, places: &mut impl Places) -> Diagnostic {
    let rule = finding.rule.id;
    let mut related = Vec::new();
    if client.related {
        for other in &finding.related {
            let location = places.location(other.place);
            related.extend(
                location.map(|location| DiagnosticRelatedInformation { location, message: other.message.clone() }),
            );
        }
    }
    Diagnostic {
        range: places.range(finding.place.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(rule.into())),
        code_description: client.links.then(|| link(rule)).flatten(),
        source: Some(SOURCE.into()),
        message: finding.message.clone(),
        related_information: Some(related).filter(|related| !related.is_empty()),
        tags: finding.tag.filter(|_| client.tags).map(|tag| vec![self::tag(tag)]),
        data: None,
    }
}

/// Something wrong in the config file, which no rule is about.
pub(super) fn mistake(message: String, range: Range) -> Diagnostic {
    let (severity, source) = (Some(DiagnosticSeverity::ERROR), Some(SOURCE.into()));
    Diagnostic { range, severity, source, message, ..Diagnostic::default() }
}

const SOURCE: &str = "ov-lsp";

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

fn tag(tag: Tag) -> DiagnosticTag {
    match tag {
        Tag::Unnecessary => DiagnosticTag::UNNECESSARY,
        Tag::Deprecated => DiagnosticTag::DEPRECATED,
    }
}

fn link(rule: &str) -> Option<CodeDescription> {
    Some(CodeDescription { href: Uri::from_str(&help_url(rule)?).ok()? })
}
