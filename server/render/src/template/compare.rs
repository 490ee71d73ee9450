//! Equality and order of values.

use std::cmp::Ordering;

use super::runtime::Val;

/// How two values of one kind stand to each other. Only a float that is no number is unordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Less,
    Equal,
    Greater,
    Unordered,
}

impl From<Option<Ordering>> for Order {
    fn from(ordering: Option<Ordering>) -> Self {
        match ordering {
            Some(Ordering::Less) => Self::Less,
            Some(Ordering::Equal) => Self::Equal,
            Some(Ordering::Greater) => Self::Greater,
            None => Self::Unordered,
        }
    }
}

/// Whether a value equals any of the others. Values come without their place of type `any`.
pub(super) fn equal(left: &Val<'_>, others: &[Val<'_>]) -> Result<bool, String> {
    if others.is_empty() {
        return Err("missing argument for comparison".to_owned());
    }
    for right in others {
        if equal_pair(left, right)? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[expect(clippy::float_cmp, reason = "Go compares floats exactly, too")]
fn equal_pair(left: &Val<'_>, right: &Val<'_>) -> Result<bool, String> {
    Ok(match (left, right) {
        (Val::Absent, Val::Absent) => true,
        (Val::Absent, other) | (other, Val::Absent) => matches!(other, Val::BoolPtr(None)),
        (Val::Bool(a), Val::Bool(b)) => a == b,
        (Val::Int(a), Val::Int(b)) => a == b,
        (Val::Byte(a), Val::Byte(b)) => a == b,
        (Val::Int(number), Val::Byte(byte)) | (Val::Byte(byte), Val::Int(number)) => *number == i64::from(*byte),
        (Val::Float(a), Val::Float(b)) => a == b,
        (Val::Complex(a, b), Val::Complex(c, d)) => a == c && b == d,
        (Val::Str(a), Val::Str(b)) => a.bytes() == b.bytes(),
        (Val::BoolPtr(None), Val::BoolPtr(other)) | (Val::BoolPtr(other), Val::BoolPtr(None)) => other.is_none(),
        (Val::BoolPtr(a), Val::BoolPtr(b)) => std::ptr::eq(*a, *b),
        (Val::Struct(_), Val::Struct(_)) => return equal_structs(left, right),
        (Val::List(_) | Val::StrList(_), Val::List(_) | Val::StrList(_))
        | (Val::Map(_) | Val::StrMap(_), Val::Map(_) | Val::StrMap(_)) => {
            return Err(format!("non-comparable type {}", right.type_name()));
        }
        _ => return Err(format!("incompatible types for comparison: {} and {}", left.type_name(), right.type_name())),
    })
}

/// Structs are equal when their types and all their fields are; a field that cannot be compared is an error.
fn equal_structs(left: &Val<'_>, right: &Val<'_>) -> Result<bool, String> {
    let (Val::Struct(a), Val::Struct(b)) = (left, right) else {
        return Ok(false);
    };
    if !is_comparable(right) {
        return Err(format!("non-comparable type {}", right.type_name()));
    }
    if left.type_name() != right.type_name() {
        return Ok(false);
    }
    for ((_, a), (_, b)) in a.iter().zip(b.iter()) {
        if !equal_pair(&Val::of(a), &Val::of(b))? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_comparable(value: &Val<'_>) -> bool {
    match value {
        Val::Struct(fields) => fields.iter().all(|(_, field)| is_comparable(&Val::of(field))),
        Val::List(_) | Val::StrList(_) | Val::Map(_) | Val::StrMap(_) => false,
        _ => true,
    }
}

/// The order of two values of one kind. Values come without their place of type `any`.
pub(super) fn compare(left: &Val<'_>, right: &Val<'_>) -> Result<Order, String> {
    let ordering = match (left, right) {
        (Val::Int(a), Val::Int(b)) => Some(a.cmp(b)),
        (Val::Byte(a), Val::Byte(b)) => Some(a.cmp(b)),
        (Val::Int(a), Val::Byte(b)) => Some(a.cmp(&i64::from(*b))),
        (Val::Byte(a), Val::Int(b)) => Some(i64::from(*a).cmp(b)),
        (Val::Float(a), Val::Float(b)) => a.partial_cmp(b),
        (Val::Str(a), Val::Str(b)) => Some(a.bytes().cmp(b.bytes())),
        _ if !is_basic(left) || !is_basic(right) => return Err("invalid type for comparison".to_owned()),
        (Val::Bool(_), Val::Bool(_)) | (Val::Complex(..), Val::Complex(..)) => {
            return Err("invalid type for comparison".to_owned());
        }
        _ => return Err(format!("incompatible types for comparison: {} and {}", left.type_name(), right.type_name())),
    };
    Ok(ordering.into())
}

fn is_basic(value: &Val<'_>) -> bool {
    matches!(value, Val::Bool(_) | Val::Int(_) | Val::Byte(_) | Val::Float(_) | Val::Complex(..) | Val::Str(_))
}
