//! How to mend a finding, in terms of the tree. The edge turns a repair into text edits against the text it is asked for.

use crate::finding::Place;
use ov_project::{Datum, LayerId, Name, Value};
use smol_str::SmolStr;

/// Whether a repair may be applied without being looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// It changes what is built only as its title says.
    Safe,
    /// It guesses, or changes more than one might expect.
    Unsafe,
    /// It leaves an empty text for the author to fill in, so it is for editors only.
    Manual,
}

/// One way to mend a finding. A later one of the same title stands in where the text refuses the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// What it does, in the imperative: "Rename to `auto_start`".
    pub title: String,
    /// Whether it may be applied without being looked at.
    pub safety: Safety,
    /// What changes.
    pub changes: Vec<Change>,
}

/// One change of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The key at this place gets another name.
    RenameKey {
        /// The key's bytes.
        key: Place,
        /// Its new name.
        to: String,
    },
    /// The scalar at this place gets another value, quoted as it needs.
    ReplaceScalar {
        /// The scalar's bytes.
        scalar: Place,
        /// Its new value.
        to: String,
    },
    /// The value at this place becomes another one, perhaps of another kind.
    ReplaceValue {
        /// The value's bytes.
        value: Place,
        /// The new value.
        with: NewValue,
    },
    /// The entry or item that holds this place goes, with the comments that belong to it.
    RemoveEntry {
        /// Bytes of the entry's key, or of the item.
        entry: Place,
    },
    /// An entry is added behind the last one of the mapping that holds this place.
    AddEntry {
        /// Bytes of any key of the mapping.
        beside: Place,
        /// The key to add.
        key: String,
        /// Its value.
        value: NewValue,
    },
    /// An entry is added right before or behind the one with the key at this place.
    InsertEntry {
        /// The key's bytes.
        beside: Place,
        /// Where to.
        side: Side,
        /// The key to add.
        key: String,
        /// Its value.
        value: NewValue,
    },
    /// An item is added behind the item that holds this place.
    AddItem {
        /// Bytes inside the item.
        after: Place,
        /// The item.
        value: NewValue,
    },
    /// An item is added right before the item that holds this place.
    AddItemBefore {
        /// Bytes inside the item.
        before: Place,
        /// The item.
        value: NewValue,
    },
    /// An entry or item goes to another place of its collection, with the comments that belong to it.
    Move {
        /// Bytes of the entry's key, or of the item.
        member: Place,
        /// Where to.
        side: Side,
        /// Bytes of the key of the other entry, or of the other item, in the same file.
        other: Place,
    },
    /// The entry goes behind the last one of another mapping of the file, with the comments that belong to it.
    MoveBeside {
        /// The key's bytes.
        entry: Place,
        /// Bytes of any key of the other mapping, in the same file.
        beside: Place,
    },
    /// The entry and what follows it in its mapping, an item of a list, become an item of their own.
    SplitItem {
        /// The key's bytes.
        at: Place,
    },
    /// The entry goes to each of these places: keys that lead from its own mapping to it, the last one its new name. Mappings on the
    /// way are made where they are not there.
    MoveUnder {
        /// The key's bytes.
        entry: Place,
        /// At least one path of at least one key.
        paths: Vec<Vec<String>>,
    },
    /// All that the file says becomes the value of one key.
    Wrap {
        /// Bytes of any key at the start of a line.
        at: Place,
        /// The new key.
        key: String,
    },
    /// A layer is folded into another one: what it says, its files, and its name in the lists of others; its folder goes. The only
    /// change of its repair.
    MergeLayer {
        /// Where the layer is told of.
        at: Place,
        /// The layer that goes.
        from: LayerId,
        /// The layer that stays.
        into: LayerId,
        /// What that one is called afterwards.
        name: SmolStr,
    },
    /// A layer is made, in a folder of its own beside the others. The only change of its repair.
    CreateLayer {
        /// Where it is asked for.
        at: Place,
        /// Its name.
        name: SmolStr,
    },
    /// Plain text in place of these bytes; only where no structure is concerned, as in comments.
    ReplaceText {
        /// The bytes.
        at: Place,
        /// The text.
        text: String,
    },
}

/// Before or behind something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it.
    After,
}

/// A value to be written in the style of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum NewValue {
    /// A text, quoted as it needs.
    Text(String),
    /// A flag or number, never quoted.
    Literal(String),
    /// A list.
    List(Vec<NewValue>),
    /// A mapping, in this order.
    Map(Vec<(String, NewValue)>),
}

impl NewValue {
    /// A value that was read, to be written again; `None` for what has no text of its own.
    pub(crate) fn copy(value: &Value) -> Option<Self> {
        let list = |items: &[Datum]| items.iter().map(|d| Self::copy(&d.value)).collect::<Option<Vec<_>>>();
        let entry = |(name, datum): &(Name, Datum)| Some((name.text.to_string(), Self::copy(&datum.value)?));
        Some(match value {
            Value::Bool(flag) => Self::Literal(flag.to_string()),
            Value::Int(number) => Self::Literal(number.to_string()),
            Value::Text(text) => Self::Text(text.to_string()),
            Value::List(items) => Self::List(list(items)?),
            Value::Map(entries) => Self::Map(entries.iter().map(entry).collect::<Option<Vec<_>>>()?),
            Value::Null | Value::Hole | Value::Record(_) => return None,
        })
    }
}

impl Repair {
    /// A repair that needs no look.
    pub fn safe(title: impl Into<String>, change: Change) -> Self {
        Self { title: title.into(), safety: Safety::Safe, changes: vec![change] }
    }

    /// A repair that wants a look.
    pub fn guess(title: impl Into<String>, change: Change) -> Self {
        Self { safety: Safety::Unsafe, ..Self::safe(title, change) }
    }
}

impl Change {
    /// All its places.
    pub(crate) fn places(&mut self) -> impl Iterator<Item = &mut Place> {
        let (place, other) = self.places_mut();
        std::iter::once(place).chain(other)
    }

    fn places_mut(&mut self) -> (&mut Place, Option<&mut Place>) {
        match self {
            Self::Move { member, other, .. } | Self::MoveBeside { entry: member, beside: other } => {
                (member, Some(other))
            }
            Self::RenameKey { key: place, .. }
            | Self::ReplaceScalar { scalar: place, .. }
            | Self::RemoveEntry { entry: place }
            | Self::AddEntry { beside: place, .. }
            | Self::InsertEntry { beside: place, .. }
            | Self::AddItem { after: place, .. }
            | Self::AddItemBefore { before: place, .. }
            | Self::ReplaceValue { value: place, .. }
            | Self::MoveUnder { entry: place, .. }
            | Self::SplitItem { at: place }
            | Self::Wrap { at: place, .. }
            | Self::MergeLayer { at: place, .. }
            | Self::CreateLayer { at: place, .. }
            | Self::ReplaceText { at: place, .. } => (place, None),
        }
    }
}
