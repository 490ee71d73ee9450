//! What a value means, without places and ways of writing.

use crate::{NewValue, readers};
use ov_syntax::{Kind, Node, ScalarStyle};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A scalar that is a text, however it is written.
    Text(String),
    /// A plain scalar that is something else.
    Plain(String),
    Alias(String),
    List(Vec<Model>),
    Map(Vec<(Model, Model)>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Model {
    pub(crate) tag: Option<String>,
    pub(crate) anchor: Option<String>,
    pub(crate) shape: Shape,
}

impl From<Shape> for Model {
    fn from(shape: Shape) -> Self {
        Self { tag: None, anchor: None, shape }
    }
}

impl From<&NewValue> for Model {
    fn from(value: &NewValue) -> Self {
        Self::from(match value {
            NewValue::Text(text) => Shape::Text(text.clone()),
            NewValue::Literal(text) => plain(text),
            NewValue::List(items) => Shape::List(items.iter().map(Self::from).collect()),
            NewValue::Map(entries) => Shape::Map(entries.iter().map(|(k, v)| (Self::text(k), Self::from(v))).collect()),
        })
    }
}

fn plain(text: &str) -> Shape {
    if readers::is_core_text(text) { Shape::Text(text.to_owned()) } else { Shape::Plain(text.to_owned()) }
}

impl Model {
    pub(crate) fn text(text: &str) -> Self {
        Self::from(Shape::Text(text.to_owned()))
    }

    pub(crate) fn of(node: Node<'_>) -> Self {
        let value = || node.value().map_or("", |v| v.as_str());
        let shape = match node.kind() {
            Kind::Scalar if node.style() == Some(ScalarStyle::Plain) && node.tag().is_none() => plain(value()),
            Kind::Scalar => Shape::Text(value().to_owned()),
            Kind::Alias => Shape::Alias(node.alias().map(ToString::to_string).unwrap_or_default()),
            Kind::Sequence => Shape::List(node.values().map(Self::of).collect()),
            Kind::Mapping => Shape::Map(
                node.entries()
                    .map(|e| (e.key().map_or_else(|| Self::text(""), Self::of), Self::of(e.value())))
                    .collect(),
            ),
        };
        let name = |n: &dyn ToString| n.to_string();
        Self { tag: node.tag().map(|t| name(t)), anchor: node.anchor().map(|a| name(a)), shape }
    }

    /// Takes the member at `index` out.
    pub(crate) fn take(&mut self, index: usize) -> Option<(Option<Self>, Self)> {
        match &mut self.shape {
            Shape::List(items) if index < items.len() => Some((None, items.remove(index))),
            Shape::Map(entries) if index < entries.len() => {
                let (key, value) = entries.remove(index);
                Some((Some(key), value))
            }
            _ => None,
        }
    }

    /// Puts a member in at `index`.
    pub(crate) fn put(&mut self, index: usize, key: Option<Self>, value: Self) -> Option<()> {
        match (&mut self.shape, key) {
            (Shape::List(items), None) if index <= items.len() => items.insert(index, value),
            (Shape::Map(entries), Some(key)) if index <= entries.len() => entries.insert(index, (key, value)),
            _ => return None,
        }
        Some(())
    }
}
