//! Reviewdog's diagnostic format. Its columns count bytes.

use super::lines::byte_column;
use super::{Edit, Place, Position, Report, Severity, View, help_url};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Writes one object.
///
/// # Errors
/// What `out` reports.
pub fn write(report: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let diagnostics: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| {
            let mut code = Map::from_iter([("value".to_owned(), json!(finding.rule))]);
            code.extend(help_url(&finding.rule).map(|url| ("url".to_owned(), json!(url))));
            let related = finding.related.iter().map(|other| {
                json!({ "message": other.message, "location": location(report, view, &other.place) })
            });
            json!({
                "message": finding.message,
                "location": location(report, view, &finding.place),
                "severity": severity(finding.severity),
                "code": code,
                "suggestions": suggestions(report, finding.fix(true).map(|fix| fix.edits.as_slice()), &finding.place.file),
                "related_locations": related.collect::<Vec<_>>(),
            })
        })
        .collect();
    let document = json!({ "source": { "name": "ov-lsp" }, "diagnostics": diagnostics });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn location(report: &Report, view: &View<'_>, place: &Place) -> Value {
    json!({ "path": view.prefixes.machine(&place.file), "range": range(report, place) })
}

fn range(report: &Report, place: &Place) -> Value {
    let text = report.sources.get(&place.file).map_or("", |text| text);
    let point = |at: Position| json!({ "line": at.line, "column": byte_column(text, at) });
    json!({ "start": point(place.start), "end": point(place.end) })
}

/// A suggestion can only speak of the finding's own file.
fn suggestions(report: &Report, edits: Option<&[Edit]>, file: &str) -> Vec<Value> {
    let edits = edits.unwrap_or_default();
    if edits.iter().any(|edit| &*edit.place.file != file) {
        return Vec::new();
    }
    edits.iter().map(|edit| json!({ "range": range(report, &edit.place), "text": edit.text })).collect()
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info | Severity::Hint => "INFO",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::format::tests::{printed, sample};

    #[test]
    fn reviewdog() {
        insta::assert_snapshot!(printed(Format::Rdjson, &sample()));
    }
}
