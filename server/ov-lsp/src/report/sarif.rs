//! SARIF 2.1.0.

use super::paths::uri;
use super::text::fingerprint;
use super::{Edit, Finding, Fix, Place, Report, RuleInfo, Severity, View, help_url};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io::{self, Write};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes one log with one run.
///
/// # Errors
/// What `out` reports.
pub fn write(report: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let used: BTreeSet<&str> = report.findings.iter().map(|finding| &*finding.rule).collect();
    let rules: Vec<Value> = view.rules.iter().filter(|rule| used.contains(&*rule.id)).map(descriptor).collect();
    let mut driver = json!({ "name": "ov-lsp", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules });
    if !env!("CARGO_PKG_REPOSITORY").is_empty() {
        driver["informationUri"] = env!("CARGO_PKG_REPOSITORY").into();
    }
    let results: Vec<Value> = report.findings.iter().map(|finding| result(finding, view)).collect();
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn descriptor(rule: &RuleInfo) -> Value {
    let mut descriptor = json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.doc, "markdown": rule.doc },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.group] },
    });
    if let Some(url) = help_url(&rule.id) {
        descriptor["helpUri"] = url.into();
    }
    descriptor
}

fn result(finding: &Finding, view: &View<'_>) -> Value {
    let file = &*finding.place.file;
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": physical(&finding.place, view) }],
        "partialFingerprints": { "finding/v1": fingerprint([&*finding.rule, file, &finding.message]) },
    });
    if let Some(layer) = &finding.layer {
        result["properties"] = json!({ "layer": layer });
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(id, other)| {
            json!({ "id": id, "message": { "text": other.message }, "physicalLocation": physical(&other.place, view) })
        });
        result["relatedLocations"] = related.collect();
    }
    let fixes: Vec<Value> = finding.fixes.iter().filter(|fix| is_told(fix)).map(|f| fix(f, view)).collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

fn physical(place: &Place, view: &View<'_>) -> Value {
    json!({ "artifactLocation": artifact(&place.file, view), "region": region(place) })
}

fn artifact(file: &str, view: &View<'_>) -> Value {
    json!({ "uri": uri(&view.prefixes.machine(file)) })
}

fn region(place: &Place) -> Value {
    let (start, end) = (place.start, place.end);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": start.offset,
        "byteLength": end.offset - start.offset,
    })
}

/// SARIF has no word for making, moving or deleting a file, and half a fix is none.
fn is_told(fix: &Fix) -> bool {
    fix.is_text_only() && !fix.edits.is_empty()
}

fn fix(fix: &Fix, view: &View<'_>) -> Value {
    let files: BTreeSet<&str> = fix.edits.iter().map(|edit| &*edit.place.file).collect();
    let changes = files.into_iter().map(|file| {
        let edits = fix.edits.iter().filter(|edit| &*edit.place.file == file);
        json!({ "artifactLocation": artifact(file, view), "replacements": edits.map(replacement).collect::<Vec<_>>() })
    });
    json!({ "description": { "text": fix.title }, "artifactChanges": changes.collect::<Vec<_>>() })
}

fn replacement(edit: &Edit) -> Value {
    let mut replacement = Map::from_iter([("deletedRegion".to_owned(), region(&edit.place))]);
    if !edit.text.is_empty() {
        replacement.insert("insertedContent".to_owned(), json!({ "text": edit.text }));
    }
    replacement.into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::print_stderr)]
    use super::super::format::tests::{printed, sample};
    use super::super::{Format, Report};
    use serde_json::Value;
    use std::path::Path;

    #[test]
    fn one_run() {
        insta::assert_snapshot!(printed(Format::Sarif, &sample()));
    }

    #[test]
    fn is_what_the_standard_says() {
        let schema =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/schemas-of-others/sarif-2.1.0.schema.json");
        let Ok(schema) = std::fs::read_to_string(&schema) else {
            eprintln!("SKIPPED: no {}", schema.display());
            return;
        };
        let schema: Value = serde_json::from_str(&schema).unwrap();
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        for report in [sample(), Report::default()] {
            let log: Value = serde_json::from_str(&printed(Format::Sarif, &report)).unwrap();
            let errors: Vec<_> = validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert_eq!(errors, [""; 0]);
        }
        assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0" })));
    }
}
