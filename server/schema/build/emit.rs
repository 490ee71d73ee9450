//! Writes the tables: one constant and one static entry for each struct.

use crate::{
    Outcome,
    files::{Files, Node},
    key, shape,
};
use serde_json::Value;
use std::fmt::Write;

/// The source text of the generated module.
pub(crate) fn tables(files: &Files) -> Outcome<String> {
    let structs = files.structs()?;
    let mut constants = String::from("impl StructId {\n");
    let mut table = format!("pub(crate) static STRUCTS: [Struct; {}] = [\n", structs.len());
    let mut distros = Vec::new();
    for (index, (name, node)) in structs.iter().enumerate() {
        let title = node.text("title").unwrap_or(name);
        writeln!(constants, "    #[doc = {title:?}]\n    pub const {}: Self = Self({index});", shape::constant(name))?;
        writeln!(table, "{},", entry(files, index, name, *node)?)?;
        distros.extend(node.strings("x-ov-known-distros"));
    }
    Ok(format!("{constants}}}\n\n{table}];\n\npub(crate) static KNOWN_DISTROS: &[&str] = &{distros:?};\n"))
}

fn entry(files: &Files, index: usize, name: &str, node: Node<'_>) -> Outcome<String> {
    let required = node.strings("required");
    let mut properties = node.entries("properties");
    properties.sort_by_key(|(name, _)| *name);
    let keys = properties
        .into_iter()
        .map(|(name, property)| key::key(files, name, property, required.contains(&name)))
        .collect::<Outcome<Vec<_>>>()?;
    let (open, pattern) = open(files, node)?;
    Ok(format!(
        "    Struct {{ id: StructId({index}), name: {name:?}, title: {:?}, doc: {:?}, open: {open}, open_pattern: {pattern:?}, keys: &[\n        {},\n    ] }}",
        node.text("title").unwrap_or(name),
        node.text("description").unwrap_or_default(),
        keys.join(",\n        "),
    ))
}

/// The type of keys beyond the listed ones, and the pattern they must match.
fn open<'a>(files: &Files, node: Node<'a>) -> Outcome<(String, Option<&'a str>)> {
    match node.value.get("additionalProperties") {
        Some(Value::Bool(false)) => {}
        Some(Value::Object(_)) => {
            let inner = node.get("additionalProperties").ok_or("unreachable")?;
            return Ok((format!("Some({})", shape::of(files, inner)?), None));
        }
        _ => return Ok(("Some(Type::Any)".into(), None)),
    }
    let patterns = node.entries("patternProperties");
    match patterns.into_iter().find(|(_, inner)| inner.get("not").is_none()) {
        Some((pattern, inner)) => Ok((format!("Some({})", shape::of(files, inner)?), Some(pattern))),
        None => Ok(("None".into(), None)),
    }
}
