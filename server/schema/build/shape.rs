//! From a JSON Schema node to the Rust expression of its `Type`.

use crate::{
    Outcome,
    files::{Files, Node, is_struct},
};
use serde_json::Value;

/// The Rust expression of the type that a node describes.
pub(crate) fn of(files: &Files, node: Node<'_>) -> Outcome<String> {
    let (node, name) = files.resolve(node)?;
    if is_struct(node) {
        let name = name.ok_or("an object with properties must be a named definition")?;
        return Ok(format!("Type::Struct(StructId::{})", constant(name)));
    }
    match node.text("x-ov-go-type") {
        Some("string") => return Ok("Type::Str".into()),
        Some("duration") => return Ok("Type::Duration".into()),
        Some(other) => return Err(format!("unknown x-ov-go-type {other}").into()),
        None => {}
    }
    if let (Some(alone), Some(by_name)) = (node.get("then"), node.get("else")) {
        let each = inner(files, by_name.get("additionalProperties"))?;
        return Ok(format!("Type::Entities {{ each: &{each}, alone: &{} }}", of(files, alone)?));
    }
    let choices = branches(node);
    if !choices.is_empty() {
        let types = choices.into_iter().map(|branch| of(files, branch)).collect::<Outcome<Vec<_>>>()?;
        return Ok(one_of(types));
    }
    plain(files, node)
}

/// The alternatives of a node: `anyOf` or `oneOf`.
pub(crate) fn branches(node: Node<'_>) -> Vec<Node<'_>> {
    let mut found = node.items("anyOf");
    found.extend(node.items("oneOf"));
    found
}

/// `distro_map` as the name of its constant, `DISTRO_MAP`.
pub(crate) fn constant(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}

fn plain(files: &Files, node: Node<'_>) -> Outcome<String> {
    let mut names = node.strings("type");
    names.extend(node.text("type"));
    names.retain(|name| *name != "null");
    if names.is_empty() {
        return Ok(if node.value.get("enum").is_some() { "Type::Str" } else { "Type::Any" }.into());
    }
    if ["string", "number", "boolean"].iter().all(|scalar| names.contains(scalar)) {
        return Ok("Type::Scalar".into());
    }
    let types = names.into_iter().map(|name| named(files, node, name)).collect::<Outcome<Vec<_>>>()?;
    Ok(one_of(types))
}

fn named(files: &Files, node: Node<'_>, name: &str) -> Outcome<String> {
    Ok(match name {
        "string" => "Type::Str".into(),
        "boolean" => "Type::Bool".into(),
        "integer" => "Type::Int".into(),
        "number" => "Type::Float".into(),
        "array" => format!("Type::List(&{})", inner(files, node.get("items"))?),
        "object" => format!("Type::Map(&{})", inner(files, node.get("additionalProperties"))?),
        other => return Err(format!("unknown type {other}").into()),
    })
}

fn inner(files: &Files, node: Option<Node<'_>>) -> Outcome<String> {
    match node {
        Some(node) if matches!(node.value, Value::Object(_)) => of(files, node),
        _ => Ok("Type::Any".into()),
    }
}

fn one_of(types: Vec<String>) -> String {
    let mut distinct: Vec<String> = Vec::new();
    for one in types {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    match distinct.as_slice() {
        [only] => only.clone(),
        several => format!("Type::OneOf(&[{}])", several.join(", ")),
    }
}
