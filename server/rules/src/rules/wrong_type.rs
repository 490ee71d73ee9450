//! See the page beside this file.

use crate::Severity;
use crate::finding::Finding;
use crate::phrases;
use crate::problems::{Seen, problem_rule};
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info};
use crate::rules::service_raw_ini;
use crate::spelling;
use ov_project::ProblemKind;
use ov_project::{Problem, Record, Shape};
use ov_schema::Type;

pub(crate) static INFO: Info = Info {
    id: "wrong-type",
    group: Group::Keys,
    severity: Severity::Error,
    default_on: true,
    summary: "a value of another type than its key takes",
    docs: include_str!("wrong_type.md"),
};

pub(crate) struct WrongType;

problem_rule!(WrongType, judge);

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    match &seen.problem.kind {
        ProblemKind::KeyNotScalar => Some(Finding::new(
            &INFO,
            seen.place(),
            "a key is a text, and this one is a list or mapping; write it without brackets",
        )),
        ProblemKind::WrongType { expected, found, text } => {
            let in_service = seen.item.is_some_and(|item| item.key == "service");
            if in_service && service_raw_ini::is_raw_ini(seen.problem) {
                return None;
            }
            if seen.dialect.is_past_tables() && is_of_later_form(seen, *found) {
                return None;
            }
            Some(finding(seen, expected, *found, text.as_deref()))
        }
        _ => None,
    }
}

/// `localpkg` became a mapping by package format.
fn is_of_later_form(seen: &Seen<'_>, found: Shape) -> bool {
    found == Shape::Mapping && key_of(seen) == Some("localpkg")
}

fn finding(seen: &Seen<'_>, expected: &'static Type, found: Shape, text: Option<&str>) -> Finding {
    let key = key_of(seen);
    let mend = mend(key, expected, found, text);
    let subject = key.map_or_else(|| "this".to_owned(), |key| format!("`{key}`"));
    let advice = mend.as_ref().map_or_else(|| advice(expected, found), |m| m.advice.clone());
    let wanted = phrases::expected(expected);
    let message = format!("{subject} takes {wanted}, not {}{advice}", phrases::found(found, text));
    let finding = Finding::new(&INFO, seen.place(), message);
    match mend {
        Some(mend) => {
            let change = Change::ReplaceValue { value: seen.place(), with: mend.value };
            finding.repair(Repair::safe(mend.title, change))
        }
        None => finding,
    }
}

/// The key whose value is wrong.
fn key_of(seen: &Seen<'_>) -> Option<&'static str> {
    let item = seen.item?;
    let span = seen.problem.span;
    let fields = item.records().into_iter().flat_map(|record: &Record| &record.fields);
    let inner = fields.filter(|f| f.value.span == span).map(|f| f.key.name).next_back();
    inner.or_else(|| (item.unit.unit.datum.span == span && !holds_items(item.key, seen.problem)).then_some(item.key))
}

/// Whether the problem is about an item of a list, which has no key of its own.
fn holds_items(key: &str, problem: &Problem) -> bool {
    let is_item_list = matches!(key, "service" | "eval" | "task");
    is_item_list && !matches!(problem.kind, ProblemKind::WrongType { expected: Type::List(_), .. })
}

/// A value that is surely meant.
struct Mend {
    title: String,
    advice: String,
    value: NewValue,
}

/// Keys that count seconds.
const SECONDS: [&str; 2] = ["start_sec", "wait_second"];

fn mend(key: Option<&str>, expected: &Type, found: Shape, text: Option<&str>) -> Option<Mend> {
    let text = text.filter(|_| matches!(found, Shape::Plain | Shape::Quoted))?;
    match expected {
        Type::List(Type::Str | Type::Scalar) if is_one_word(text) => Some(listed(text)),
        Type::List(Type::OneOf(choices)) if choices.contains(&Type::Str) && is_one_word(text) => Some(listed(text)),
        Type::Int if found == Shape::Quoted && is_whole_number(text) => Some(unquoted(text)),
        Type::Int if key.is_some_and(|key| SECONDS.contains(&key)) => {
            Some(written(spelling::seconds(text)?.to_string()))
        }
        Type::Bool if found == Shape::Quoted && matches!(text, "true" | "false") => Some(unquoted(text)),
        Type::Bool => match &*text.to_ascii_lowercase() {
            "yes" | "on" | "true" => Some(written("true".into())),
            "no" | "off" | "false" => Some(written("false".into())),
            _ => None,
        },
        _ => None,
    }
}

fn listed(text: &str) -> Mend {
    let value = NewValue::List(vec![NewValue::Text(text.into())]);
    Mend { title: "Make it a list".into(), advice: format!("; write `[{text}]`"), value }
}

fn unquoted(text: &str) -> Mend {
    let value = NewValue::Literal(text.into());
    Mend { title: "Take the quotes off".into(), advice: format!("; write `{text}` without quotes"), value }
}

fn written(text: String) -> Mend {
    Mend { title: format!("Write `{text}`"), advice: format!("; write `{text}`"), value: NewValue::Literal(text) }
}

/// Text with spaces or commas may be meant as several items.
fn is_one_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == ',')
}

fn is_whole_number(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}

fn advice(expected: &Type, found: Shape) -> String {
    let advice = match (expected, found) {
        (Type::Map(_) | Type::Entities { .. }, Shape::Sequence) => "; write `KEY: value` lines without dashes",
        (Type::List(_), Shape::Mapping) => "; put `- ` before each item",
        (Type::List(_), _) => "; write each item on a line of its own, with `- ` before it",
        (Type::Str | Type::Duration | Type::Scalar, Shape::Sequence) => "; write it as one text",
        (Type::Struct(_), Shape::Sequence) => "; write `key: value` lines without dashes",
        (Type::Struct(_), Shape::Plain | Shape::Quoted) => "; write `key: value` lines below it",
        _ => "",
    };
    advice.into()
}
