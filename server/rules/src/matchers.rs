//! The expected values of checks.

use crate::checks::Check;
use ov_project::{Field, Record, Value};
use ov_schema::StructId;
use ov_syntax::Span;
use smol_str::SmolStr;

/// All matchers of a check that are mappings, with their relative bytes.
pub(crate) fn matchers<'a>(check: &Check<'a>) -> Vec<(Span, &'a Record)> {
    let mut found = Vec::new();
    check.view.fields().for_each(|f| collect(&f.value.value, f.value.span, &mut found));
    found
}

fn collect<'a>(value: &'a Value, span: Span, found: &mut Vec<(Span, &'a Record)>) {
    match value {
        Value::Record(record) if record.kind == StructId::MATCHER => found.push((span, record)),
        Value::List(items) => items.iter().for_each(|d| collect(&d.value, d.span, found)),
        _ => {}
    }
}

/// The regular expressions of a check: the field each belongs to, the pattern and its relative bytes.
pub(crate) fn patterns<'a>(check: &Check<'a>) -> Vec<(&'a Field, &'a SmolStr, Span)> {
    let mut found = Vec::new();
    for field in &check.view.record().fields {
        if field.key.name == "capture_extract" {
            found.extend(field.value.value.text().map(|text| (field, text, field.value.span)));
        }
        let mut records = Vec::new();
        collect(&field.value.value, field.value.span, &mut records);
        let operators = records.into_iter().flat_map(|(_, record)| record.fields.iter());
        let regular = operators.filter(|f| matches!(f.key.name, "matches" | "not_matches"));
        found.extend(regular.filter_map(|f| Some((field, f.value.value.text()?, f.value.span))));
    }
    found
}
