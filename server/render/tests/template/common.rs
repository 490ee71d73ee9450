//! A set of data of every kind, and a way to check templates against it.

use ov_render::template::{ErrorKind, FunctionSet, Limits, Template, TemplateError, Value};

/// Stands for a template that Go refuses.
pub(crate) const PARSE_ERROR: &str = "<parse error>";
/// Stands for a template that Go stops.
pub(crate) const RUN_ERROR: &str = "<run error>";

/// Data of every kind.
pub(crate) fn data() -> Value<'static> {
    let deep = Value::map([("c", Value::from("deep"))]);
    Value::map([
        ("s", Value::from("str")),
        ("n", Value::Int(3)),
        ("z", Value::Int(0)),
        ("f", Value::Float(2.5)),
        ("t", Value::Bool(true)),
        ("nil", Value::Nil),
        ("l", Value::str_list(["x", "y", "z"])),
        ("el", Value::str_list::<&str>([])),
        ("m", Value::map([("b", deep), ("a", Value::Int(1))])),
        ("mixed", Value::List(vec![Value::Int(1), Value::from("two"), Value::Nil, Value::Float(2.5)])),
        ("sm", Value::str_map([("K", "V")])),
        (
            "st",
            Value::structure([("Name", Value::from("nm")), ("Port", Value::Int(80)), ("Tags", Value::str_list(["p"]))]),
        ),
        ("np", Value::BoolPtr(None)),
        ("bp", Value::BoolPtr(Some(false))),
        ("u", Value::from("ä€🎈")),
    ])
}

/// Parses and renders with the data of every kind.
pub(crate) fn render(text: &str, functions: FunctionSet, limits: &Limits) -> Result<String, TemplateError> {
    Template::parse(text, functions)?.render(&data(), limits)
}

/// Checks templates against their expected output or kind of error.
pub(crate) fn assert_answers(functions: FunctionSet, pairs: &[(&str, &str)]) {
    for (text, expected) in pairs {
        let answer = render(text, functions, &Limits::default()).unwrap_or_else(|error| {
            let kind = if error.kind == ErrorKind::Parse { PARSE_ERROR } else { RUN_ERROR };
            kind.to_owned()
        });
        assert_eq!(answer, *expected, "template {text:?}");
    }
}
