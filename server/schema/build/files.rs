//! The schema files as JSON, the structs they define, and `$ref` resolution within a file.

use crate::Outcome;
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};

/// A schema node together with the file it stands in, which its references lead into.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    pub(crate) file: &'a str,
    pub(crate) value: &'a Value,
}

impl<'a> Node<'a> {
    pub(crate) fn get(self, key: &str) -> Option<Node<'a>> {
        self.value.get(key).map(|value| Node { value, ..self })
    }

    pub(crate) fn text(self, key: &str) -> Option<&'a str> {
        self.value.get(key).and_then(Value::as_str)
    }

    pub(crate) fn flag(self, key: &str) -> bool {
        self.value.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(crate) fn strings(self, key: &str) -> Vec<&'a str> {
        let list = self.value.get(key).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    pub(crate) fn items(self, key: &str) -> Vec<Node<'a>> {
        let list = self.value.get(key).and_then(Value::as_array);
        list.into_iter().flatten().map(|value| Node { value, ..self }).collect()
    }

    pub(crate) fn entries(self, key: &str) -> Vec<(&'a str, Node<'a>)> {
        let map = self.value.get(key).and_then(Value::as_object);
        map.into_iter().flatten().map(|(name, value)| (name.as_str(), Node { value, ..self })).collect()
    }
}

pub(crate) struct Files {
    by_name: BTreeMap<String, Value>,
}

impl Files {
    pub(crate) fn read(folder: &Path) -> Outcome<Self> {
        let mut by_name = BTreeMap::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            if name.ends_with(".schema.json") {
                by_name.insert(name, serde_json::from_str(&fs::read_to_string(&path)?)?);
            }
        }
        Ok(Self { by_name })
    }

    /// Every exact struct by name: the documents themselves and all definitions with `properties`, each where it is owned.
    pub(crate) fn structs(&self) -> Outcome<BTreeMap<&str, Node<'_>>> {
        let mut structs = BTreeMap::new();
        for (file, value) in &self.by_name {
            let root = Node { file, value };
            let name = root.text("x-ov-struct").ok_or_else(|| format!("{file}: no x-ov-struct"))?;
            let own = |node: &Node<'_>| is_struct(*node) && node.text("x-ov-from").is_none();
            let defined = root.entries("definitions").into_iter().filter(|(_, node)| own(node));
            for (name, node) in defined.chain([(name, root)]) {
                if structs.insert(name, node).is_some() {
                    return Err(format!("{file}: struct {name} is defined twice").into());
                }
            }
        }
        Ok(structs)
    }

    /// Follows a chain of references; returns the last node and the name it has there.
    pub(crate) fn resolve<'a>(&'a self, mut node: Node<'a>) -> Outcome<(Node<'a>, Option<&'a str>)> {
        let mut name = None;
        while let Some((target, its_name)) = self.step(node)? {
            (node, name) = (target, its_name);
        }
        Ok((node, name))
    }

    /// Follows references only as far as the node says nothing of its own.
    pub(crate) fn described<'a>(&'a self, mut node: Node<'a>) -> Outcome<Node<'a>> {
        while node.text("description").is_none() {
            let Some((target, _)) = self.step(node)? else {
                break;
            };
            node = target;
        }
        Ok(node)
    }

    fn step<'a>(&'a self, node: Node<'a>) -> Outcome<Option<(Node<'a>, Option<&'a str>)>> {
        let Some(reference) = node.text("$ref") else { return Ok(None) };
        let pointer = reference.strip_prefix('#').ok_or_else(|| format!("{reference} leaves {}", node.file))?;
        let root = self.by_name.get(node.file).ok_or("a node of no file")?;
        let value = root.pointer(pointer).ok_or_else(|| format!("{}: nothing at {reference}", node.file))?;
        let name = pointer.rsplit_once('/').map(|(_, last)| last);
        Ok(Some((Node { value, ..node }, name)))
    }
}

pub(crate) fn is_struct(node: Node<'_>) -> bool {
    node.value.get("properties").is_some()
}
