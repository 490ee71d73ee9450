//! The data a template is rendered with.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// A value of the kinds that Go code hands to the templates.
///
/// Texts may be borrowed, so that building a context costs little more than its field list.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// `nil` in a place of type `any`.
    Nil,
    /// `bool`.
    Bool(bool),
    /// `int`, 64 bits wide.
    Int(i64),
    /// `float64`.
    Float(f64),
    /// `string`.
    Str(Cow<'a, str>),
    /// `[]string`.
    StrList(Vec<Cow<'a, str>>),
    /// `[]any`.
    List(Vec<Value<'a>>),
    /// `map[string]any`.
    Map(BTreeMap<Cow<'a, str>, Value<'a>>),
    /// `map[string]string`.
    StrMap(BTreeMap<Cow<'a, str>, Cow<'a, str>>),
    /// A struct: its fields in the order of their declaration. Asking for another field is an error.
    Struct(Vec<(Cow<'a, str>, Value<'a>)>),
    /// `*bool`: true in a condition as soon as it points somewhere, whatever it points to.
    BoolPtr(Option<bool>),
}

impl<'a> Value<'a> {
    /// A struct of the given fields, in the order of their declaration.
    pub fn structure<N: Into<Cow<'a, str>>>(fields: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Struct(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// A `map[string]any`; of equal keys the last one stays.
    pub fn map<K: Into<Cow<'a, str>>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A `map[string]string`; of equal keys the last one stays.
    pub fn str_map<K: Into<Cow<'a, str>>, V: Into<Cow<'a, str>>>(entries: impl IntoIterator<Item = (K, V)>) -> Self {
        Self::StrMap(entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }

    /// A `[]string`.
    pub fn str_list<S: Into<Cow<'a, str>>>(items: impl IntoIterator<Item = S>) -> Self {
        Self::StrList(items.into_iter().map(Into::into).collect())
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Str(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Str(Cow::Owned(text))
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
