//! From one entry of `properties` to the Rust expression of its `Key`.

use crate::{
    Outcome,
    files::{Files, Node},
    shape,
};
use serde_json::Value;

/// The Rust expression of one key. Annotations beside a `$ref` win over those of its target.
pub(crate) fn key(files: &Files, name: &str, node: Node<'_>, required: bool) -> Outcome<String> {
    // A key that only refers to the same key of another struct takes everything from there.
    let node = files.described(node)?;
    let doc = node.text("description").ok_or_else(|| format!("{}: {name} has no description", node.file))?;
    let renders = node.value.get("x-ov-renders").map(|_| node.strings("x-ov-renders"));
    Ok(format!(
        "Key {{ name: {name:?}, ty: {}, doc: {doc:?}, default: {:?}, examples: &{:?}, required: {required}, deprecated: {}, \
         since: {}, renders: {}, enum_values: &{:?}, pattern: {:?}, range: ({:?}, {:?}), verb: {}, mistaken: &{:?}, methods: &[{}] }}",
        shape::of(files, node)?,
        node.value.get("default").map(yaml),
        node.value.get("examples").and_then(Value::as_array).into_iter().flatten().map(yaml).collect::<Vec<_>>(),
        deprecation(node, doc)?,
        calver(node.text("x-ov-since"))?,
        renders.map_or_else(|| "None".to_owned(), |inits| self::renders(&inits)),
        enum_values(files, node)?,
        node.text("pattern"),
        node.value.get("minimum").and_then(Value::as_i64),
        node.value.get("maximum").and_then(Value::as_i64),
        node.flag("x-ov-verb"),
        node.strings("x-ov-mistaken"),
        methods(node).join(", "),
    ))
}

/// A value as an author would write it: text as it is, anything else in flow style.
fn yaml(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn renders(inits: &[&str]) -> String {
    format!(
        "Some(Renders {{ supervisord: {}, systemd: {} }})",
        inits.contains(&"supervisord"),
        inits.contains(&"systemd")
    )
}

fn deprecation(node: Node<'_>, doc: &str) -> Outcome<String> {
    if !node.flag("deprecated") {
        return Ok("None".into());
    }
    let loader = match node.text("x-ov-loader") {
        Some("read") => "Read",
        Some("ignored") => "Ignored",
        Some("error") => "Error",
        other => return Err(format!("unknown x-ov-loader {other:?}").into()),
    };
    Ok(format!(
        "Some(Deprecation {{ renamed_to: {:?}, until: {}, loader: Loader::{loader}, note: {doc:?} }})",
        node.text("x-ov-renamed-to"),
        calver(node.text("x-ov-until"))?,
    ))
}

fn calver(text: Option<&str>) -> Outcome<String> {
    let Some(text) = text else {
        return Ok("None".into());
    };
    let parts = text.split('.').map(str::parse::<u16>).collect::<Result<Vec<_>, _>>()?;
    let [year, day, time] = parts[..] else {
        return Err(format!("{text} is no CalVer").into());
    };
    Ok(format!("Some(CalVer::new({year}, {day}, {time}))"))
}

/// The values of the key itself, of one of its alternatives, or of the elements of its list or map.
fn enum_values(files: &Files, node: Node<'_>) -> Outcome<Vec<(String, String)>> {
    let (node, _) = files.resolve(node)?;
    let docs = node.strings("enumDescriptions");
    let values: Vec<_> =
        node.strings("enum").into_iter().zip(docs).map(|(value, doc)| (value.to_owned(), doc.to_owned())).collect();
    if !values.is_empty() || node.value.get("properties").is_some() {
        return Ok(values);
    }
    let inner = [node.get("items"), node.get("additionalProperties")].into_iter().flatten();
    for place in shape::branches(node).into_iter().chain(inner) {
        let values = enum_values(files, place)?;
        if !values.is_empty() {
            return Ok(values);
        }
    }
    Ok(values)
}

fn methods(node: Node<'_>) -> Vec<String> {
    let docs = node.strings("enumDescriptions");
    let render = |(method, doc): (Node<'_>, &str)| {
        format!(
            "Method {{ name: {:?}, requires: &{:?}, artifact: {}, doc: {doc:?} }}",
            method.text("name").unwrap_or_default(),
            method.strings("require"),
            method.flag("artifact"),
        )
    };
    node.items("x-ov-methods").into_iter().zip(docs).map(render).collect()
}
