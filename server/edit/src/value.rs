//! Values to be written.

/// A value to be written in the style of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// A text, quoted as it needs.
    Text(String),
    /// A flag, a number or another plain word, never quoted.
    Literal(String),
    /// A list.
    List(Vec<NewValue>),
    /// A mapping, in this order.
    Map(Vec<(String, NewValue)>),
}

impl NewValue {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A flag, a number or another plain word.
    pub fn literal(text: impl Into<String>) -> Self {
        Self::Literal(text.into())
    }

    /// A list of texts.
    pub fn texts<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(Self::text).collect())
    }
}
