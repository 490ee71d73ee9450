//! What a text means to another YAML reader.

use yaml_rust2::Yaml;
use yaml_rust2::parser::{Event, MarkedEventReceiver, Parser};
use yaml_rust2::scanner::{Marker, TScalarStyle};

/// A value. Aliases are what they stand for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Text(String),
    Other(String),
    List(Vec<Value>),
    Map(Vec<(Value, Value)>),
}

impl Value {
    pub(crate) fn at(&mut self, path: &[usize]) -> &mut Self {
        let Some((first, rest)) = path.split_first() else { return self };
        match self {
            Self::List(items) => items[*first].at(rest),
            Self::Map(entries) => entries[*first].1.at(rest),
            other => panic!("{other:?} has no members"),
        }
    }
}

/// The documents of a text; none where the reader refuses it.
pub(crate) fn of(text: &str) -> Option<Vec<Value>> {
    // A reader of bytes takes the mark away.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::default();
    Parser::new_from_str(text).load(&mut reader, true).ok()?;
    Some(reader.documents)
}

#[derive(Default)]
struct Reader {
    open: Vec<(usize, bool, Vec<Value>)>,
    anchors: std::collections::HashMap<usize, Value>,
    documents: Vec<Value>,
}

impl Reader {
    fn add(&mut self, anchor: usize, value: Value) {
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut() {
            Some((_, _, members)) => members.push(value),
            None => self.documents.push(value),
        }
    }
}

impl MarkedEventReceiver for Reader {
    fn on_event(&mut self, event: Event, _: Marker) {
        match event {
            Event::Scalar(text, TScalarStyle::Plain, anchor, None) => self.add(anchor, plain(text)),
            Event::Scalar(text, _, anchor, _) => self.add(anchor, Value::Text(text)),
            Event::Alias(anchor) => {
                let value = self.anchors.get(&anchor).cloned().unwrap_or(Value::Null);
                self.add(0, value);
            }
            Event::SequenceStart(anchor, _) => self.open.push((anchor, false, Vec::new())),
            Event::MappingStart(anchor, _) => self.open.push((anchor, true, Vec::new())),
            Event::SequenceEnd | Event::MappingEnd => {
                let (anchor, mapping, members) = self.open.pop().expect("a collection is open");
                let value = if mapping {
                    Value::Map(members.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect())
                } else {
                    Value::List(members)
                };
                self.add(anchor, value);
            }
            _ => {}
        }
    }
}

fn plain(text: String) -> Value {
    match Yaml::from_str(&text) {
        Yaml::Null => Value::Null,
        Yaml::String(_) => Value::Text(text),
        _ => Value::Other(text),
    }
}
