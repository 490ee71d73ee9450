//! The values in effect and where each came from.

use super::SCHEMA;
use crate::report::lines::Lines;
use ov_project::RuleSetting;
use ov_syntax::{Entry, Kind, Node, ScalarStyle, Span, Tree};
use serde::{Serialize, Serializer};
use std::fmt;

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// A line of a config file.
    File {
        /// As it was named.
        file: String,
        /// From 1.
        line: u32,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => write!(f, "default"),
            Self::File { file, line } => write!(f, "{file}:{line}"),
        }
    }
}

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// Its keys from the root, joined by dots.
    pub key: String,
    /// What it is.
    pub value: serde_json::Value,
    /// Who set it.
    pub from: Origin,
}

/// All settings, in the order of the schema; `text` is the config file called `file`, or empty. Where `rules` is given, these
/// are the severities for one file, for which overrides are resolved.
pub fn values(file: &str, text: &str, rules: Option<&[&RuleSetting]>) -> Vec<Value> {
    let tree = Tree::parse(text);
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap_or_default();
    let described = schema["properties"].as_object().into_iter().flatten();
    let reader = Reader { file, lines: Lines::new(text) };
    let mut values = Vec::new();
    for (key, about) in described {
        match (key.as_str(), rules) {
            ("overrides", Some(_)) => continue,
            ("rules", Some(rules)) if !rules.is_empty() => {
                values.extend(rules.iter().map(|rule| reader.severity(rule)));
                continue;
            }
            _ => {}
        }
        match tree.root().and_then(|root| root.get(key)) {
            Some(entry) => reader.flatten(key, entry, &mut values),
            None => values.push(Value {
                key: key.clone(),
                value: about.get("default").cloned().unwrap_or_default(),
                from: Origin::Default,
            }),
        }
    }
    values
}

struct Reader<'t> {
    file: &'t str,
    lines: Lines<'t>,
}

impl Reader<'_> {
    fn flatten(&self, key: &str, entry: Entry<'_>, values: &mut Vec<Value>) {
        let node = entry.value();
        if node.kind() == Kind::Mapping {
            for child in node.entries() {
                let name = child.key_name().map_or("", |name| name.as_str());
                self.flatten(&format!("{key}.{name}"), child, values);
            }
            return;
        }
        values.push(Value { key: key.to_owned(), value: json(node), from: self.origin(entry.span()) });
    }

    fn severity(&self, rule: &RuleSetting) -> Value {
        Value { key: format!("rules.{}", rule.name), value: rule.level.as_str().into(), from: self.origin(rule.span) }
    }

    fn origin(&self, span: Span) -> Origin {
        Origin::File { file: self.file.to_owned(), line: self.lines.position(span.start).line }
    }
}

fn json(node: Node<'_>) -> serde_json::Value {
    match node.kind() {
        Kind::Sequence => node.values().map(json).collect(),
        Kind::Mapping => {
            let name = |entry: Entry<'_>| entry.key_name().map(ToString::to_string).unwrap_or_default();
            serde_json::Value::Object(node.entries().map(|entry| (name(entry), json(entry.value()))).collect())
        }
        Kind::Scalar | Kind::Alias => scalar(node),
    }
}

fn scalar(node: Node<'_>) -> serde_json::Value {
    let text = node.value().map_or("", |value| value.as_str());
    if node.is_null() {
        return serde_json::Value::Null;
    }
    let number = text.parse::<u64>().ok().filter(|_| node.style() == Some(ScalarStyle::Plain));
    number.map_or_else(|| text.into(), Into::into)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        values("ov-lsp.yml", text, None).iter().map(|v| format!("{} = {} ({})", v.key, v.value, v.from)).collect()
    }

    #[test]
    fn every_value_says_where_it_is_from() {
        let shown =
            shown("# mine\nmixed-entry: strict\nrules:\n  unknown-key: off\nmax-file-size: 100\nexclude: [a, b]\n");
        for line in [
            "rules.unknown-key = \"off\" (ov-lsp.yml:4)",
            "exclude = [\"a\",\"b\"] (ov-lsp.yml:6)",
            "mixed-entry = \"strict\" (ov-lsp.yml:2)",
            "max-file-size = 100 (ov-lsp.yml:5)",
            "targets = null (default)",
        ] {
            assert!(shown.contains(&line.to_owned()), "{line} in {shown:#?}");
        }
    }

    #[test]
    fn defaults_are_those_of_the_schema() {
        assert!(shown("").contains(&"max-file-size = \"16MiB\" (default)".to_owned()));
        assert!(values("", "", None).iter().all(|value| value.from == Origin::Default));
    }
}
