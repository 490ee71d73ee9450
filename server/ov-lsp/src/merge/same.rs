//! What nodes say, however they are written.

use ov_edit::NewValue;
use ov_syntax::{Kind, Node, ScalarStyle};

/// The value, to be compared or written again; none for what holds aliases.
pub(super) fn value(node: Node<'_>) -> Option<NewValue> {
    Some(match node.kind() {
        Kind::Scalar => scalar(node),
        Kind::Sequence => NewValue::List(node.values().map(value).collect::<Option<_>>()?),
        Kind::Mapping => {
            let entry = |e: ov_syntax::Entry<'_>| Some((e.key_name()?.to_string(), value(e.value())?));
            NewValue::Map(node.entries().map(entry).collect::<Option<_>>()?)
        }
        Kind::Alias => return None,
    })
}

fn scalar(node: Node<'_>) -> NewValue {
    let text = node.value().map_or("", |v| v.as_str());
    let is_word = matches!(text, "true" | "false" | "null" | "~") || text.parse::<f64>().is_ok();
    if node.style() == Some(ScalarStyle::Plain) && is_word { NewValue::literal(text) } else { NewValue::text(text) }
}

/// Whether both say the same; the order of a mapping's keys says nothing.
pub(super) fn is_same(one: Node<'_>, other: Node<'_>) -> bool {
    match (one.kind(), other.kind()) {
        (Kind::Mapping, Kind::Mapping) => {
            one.entries().len() == other.entries().len()
                && one.entries().all(|e| {
                    let partner = e.key_name().and_then(|key| other.value_of(key));
                    partner.is_some_and(|partner| is_same(e.value(), partner))
                })
        }
        (Kind::Sequence, Kind::Sequence) => {
            one.entries().len() == other.entries().len() && one.values().zip(other.values()).all(|(a, b)| is_same(a, b))
        }
        (Kind::Scalar, Kind::Scalar) => scalar(one) == scalar(other),
        _ => false,
    }
}
