//! Values while a template runs: what Go's `reflect.Value` tells apart.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::rc::Rc;

use super::value::Value;

/// A text while a template runs. Bytes, since slicing may cut a character in two.
#[derive(Debug, Clone)]
pub(super) enum Text<'v> {
    Borrowed(&'v [u8]),
    Shared(Rc<[u8]>),
}

impl Text<'_> {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Borrowed(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

/// A slice of a list, which Go can extend again up to its capacity.
#[derive(Debug)]
pub(super) struct Window<'v, T> {
    /// Everything up to the capacity.
    pub(super) items: &'v [T],
    /// Never more than there are items.
    pub(super) length: usize,
}

impl<'v, T> Window<'v, T> {
    fn whole(items: &'v [T]) -> Self {
        Self { items, length: items.len() }
    }

    pub(super) fn visible(&self) -> &'v [T] {
        &self.items[..self.length]
    }
}

impl<T> Clone for Window<'_, T> {
    fn clone(&self) -> Self {
        Self { items: self.items, length: self.length }
    }
}

/// A value at run time.
#[derive(Debug, Clone)]
pub(super) enum Val<'v> {
    /// No value at all: a missing key, or a nil that lost its place.
    Absent,
    /// A place of type `any` in the data, with what it holds.
    Slot(&'v Value<'v>),
    Bool(bool),
    Int(i64),
    /// `uint8`, an element of a string.
    Byte(u8),
    Float(f64),
    Complex(f64, f64),
    Str(Text<'v>),
    StrList(Window<'v, Cow<'v, str>>),
    List(Window<'v, Value<'v>>),
    Map(&'v BTreeMap<Cow<'v, str>, Value<'v>>),
    StrMap(&'v BTreeMap<Cow<'v, str>, Cow<'v, str>>),
    Struct(&'v [(Cow<'v, str>, Value<'v>)]),
    BoolPtr(&'v Option<bool>),
}

static NIL: Value<'static> = Value::Nil;

impl<'v> Val<'v> {
    /// The nil of type `any`.
    pub(super) fn nil_slot() -> Self {
        Self::Slot(&NIL)
    }

    pub(super) fn text(text: impl Into<Rc<[u8]>>) -> Self {
        Self::Str(Text::Shared(text.into()))
    }

    pub(super) fn str(text: &'v str) -> Self {
        Self::Str(Text::Borrowed(text.as_bytes()))
    }

    /// The value itself, with its own type.
    pub(super) fn of(value: &'v Value<'v>) -> Self {
        match value {
            Value::Nil => Self::Absent,
            Value::Bool(flag) => Self::Bool(*flag),
            Value::Int(number) => Self::Int(*number),
            Value::Float(number) => Self::Float(*number),
            Value::Str(text) => Self::str(text),
            Value::StrList(items) => Self::StrList(Window::whole(items)),
            Value::List(items) => Self::List(Window::whole(items)),
            Value::Map(entries) => Self::Map(entries),
            Value::StrMap(entries) => Self::StrMap(entries),
            Value::Struct(fields) => Self::Struct(fields),
            Value::BoolPtr(pointer) => Self::BoolPtr(pointer),
        }
    }

    /// The value in a struct's field: it has a type of its own, unless nothing is known of it.
    pub(super) fn of_field(value: &'v Value<'v>) -> Self {
        match value {
            Value::Nil => Self::nil_slot(),
            typed => Self::of(typed),
        }
    }

    /// What a place of type `any` holds, or the value itself.
    pub(super) fn unwrapped(self) -> Self {
        match self {
            Self::Slot(value) => Self::of(value),
            concrete => concrete,
        }
    }

    /// Follows places and pointers to the value at their end; an error carries nothing but that a nil was met.
    pub(super) fn indirect(self) -> Result<Self, NilMet> {
        match self {
            Self::Slot(Value::Nil) | Self::BoolPtr(None) => Err(NilMet),
            Self::BoolPtr(Some(flag)) => Ok(Self::Bool(*flag)),
            Self::Slot(value) => Self::of(value).indirect(),
            concrete => Ok(concrete),
        }
    }

    /// Whether a condition takes it for true.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Absent => false,
            Self::Slot(value) => Self::of(value).is_true(),
            Self::Bool(flag) => *flag,
            Self::Int(number) => *number != 0,
            Self::Byte(byte) => *byte != 0,
            Self::Float(number) => *number != 0.0,
            Self::Complex(real, imaginary) => *real != 0.0 || *imaginary != 0.0,
            Self::Str(text) => !text.bytes().is_empty(),
            Self::StrList(window) => window.length > 0,
            Self::List(window) => window.length > 0,
            Self::Map(entries) => !entries.is_empty(),
            Self::StrMap(entries) => !entries.is_empty(),
            Self::Struct(_) => true,
            Self::BoolPtr(pointer) => pointer.is_some(),
        }
    }

    /// The name of its type in Go.
    pub(super) fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Absent => "<nil>",
            Self::Slot(_) => "interface {}",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Byte(_) => "uint8",
            Self::Float(_) => "float64",
            Self::Complex(..) => "complex128",
            Self::Str(_) => "string",
            Self::StrList(_) => "[]string",
            Self::List(_) => "[]interface {}",
            Self::Map(_) => "map[string]interface {}",
            Self::StrMap(_) => "map[string]string",
            Self::BoolPtr(_) => "*bool",
            Self::Struct(fields) => return Cow::Owned(struct_type_name(fields)),
        })
    }
}

fn struct_type_name<'v>(fields: &'v [(Cow<'v, str>, Value<'v>)]) -> String {
    let mut name = String::from("struct {");
    for (index, (field, value)) in fields.iter().enumerate() {
        let separator = if index == 0 { "" } else { ";" };
        let _ = write!(name, "{separator} {field} {}", Val::of_field(value).type_name());
    }
    name.push_str(if fields.is_empty() { "}" } else { " }" });
    name
}

/// A nil pointer or a nil `any` on the way to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NilMet;
