//! The operations that are tried, and what each means.

use super::Edits;
use super::meaning::Value;
use super::members::Member;
use super::random::Random;
use ov_edit::{CommentPlace, Editor, NewValue, Side};
use ov_syntax::{Kind, Span};

const TEXTS: [&str; 24] = [
    "web",
    "a b",
    "yes",
    "8080",
    "",
    " ",
    "a: b",
    "x #y",
    "# no",
    "- a",
    "it's",
    "say \"hi\"",
    "tab\there",
    "one\ntwo",
    "one\n\n  two\n",
    "\n",
    "é 👍",
    "[a",
    "a,b",
    "@x",
    "back\\slash",
    "1.2.3",
    "null",
    "\u{7}\u{2028}",
];

/// An operation on a member.
#[derive(Clone, Debug)]
pub(crate) enum Operation {
    Rename(String),
    Scalar(NewValue),
    Value(NewValue),
    Remove,
    AddEntry(Option<Side>, NewValue, usize),
    AddItem(Side, NewValue),
    Comment(CommentPlace),
    /// Beside the sibling at this index with this key or value.
    Move(Side, usize, Span),
    /// As an excerpt beside itself.
    Copy(Side),
    Split,
    Merge,
}

impl Operation {
    pub(crate) fn random(random: &mut Random, member: &Member, siblings: &[&Member]) -> Self {
        let side = *random.pick(&[Side::Before, Side::After]);
        match random.below(13) {
            0 | 1 if member.key.is_some() => Self::Rename((*random.pick(&TEXTS)).to_owned()),
            2 if member.kind == Kind::Scalar => {
                Self::Scalar(if random.once_in(4) { NewValue::literal("17") } else { text(random) })
            }
            3 | 4 => Self::Value(value(random, 0)),
            5 | 6 => match member.key {
                Some(_) => Self::AddEntry(random.once_in(2).then_some(side), value(random, 0), member.siblings),
                None => Self::AddItem(side, value(random, 0)),
            },
            7 => Self::Comment(*random.pick(&[CommentPlace::Above, CommentPlace::Trailing])),
            8 => {
                let other = random.pick(siblings);
                Self::Move(side, other.index(), other.place())
            }
            9 => {
                if member.key.is_some() {
                    Self::Split
                } else {
                    Self::Merge
                }
            }
            10 if member.key.is_none() => Self::Copy(side),
            _ => Self::Remove,
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Rename(_) => "rename",
            Self::Scalar(_) => "replace scalar",
            Self::Value(_) => "replace value",
            Self::Remove => "remove",
            Self::AddEntry(..) => "add entry",
            Self::AddItem(..) => "add item",
            Self::Comment(_) => "comment",
            Self::Move(..) => "move",
            Self::Copy(_) => "copy",
            Self::Split => "split",
            Self::Merge => "merge",
        }
    }

    pub(crate) fn run(&self, editor: &Editor<'_>, member: &Member) -> Edits {
        let place = member.place();
        match self {
            Self::Rename(to) => editor.rename_key(place, to),
            Self::Scalar(to) => editor.replace_scalar(member.value, to),
            Self::Value(to) => editor.replace_value(place, to),
            Self::Remove => editor.remove_entry(place),
            Self::AddEntry(None, value, _) => editor.add_entry(place, "new key", value),
            Self::AddEntry(Some(side), value, _) => editor.add_entry_at(place, *side, "new key", value),
            Self::AddItem(side, value) => editor.add_item_at(place, *side, value),
            Self::Comment(at) => editor.insert_comment(place, *at, "added é"),
            Self::Move(side, _, other) => editor.move_entry(place, *side, *other),
            Self::Copy(side) => editor.excerpt(place).and_then(|excerpt| editor.add_excerpt(place, *side, &excerpt)),
            Self::Split => editor.split_item(place),
            Self::Merge => editor.merge_items(place),
        }
    }

    /// Changes the document as the operation is meant to.
    pub(crate) fn meant(&self, document: &mut Value, member: &Member) {
        let index = member.index();
        let parent = member.parent();
        match self {
            Self::Comment(_) => {}
            Self::Scalar(NewValue::Literal(to)) if member.tagged => {
                *document.at(&member.path) = Value::Text(to.clone());
            }
            Self::Scalar(to) | Self::Value(to) => *document.at(&member.path) = meaning(to),
            Self::Split => split(document, parent, index),
            Self::Merge => merge(items(document.at(parent)), index),
            _ => match document.at(parent) {
                Value::Map(entries) => self.meant_in(entries, index, |value| (Value::Text("new key".into()), value)),
                Value::List(items) => self.meant_in(items, index, |value| value),
                other => panic!("{other:?} has no members"),
            },
        }
        if let (Self::Rename(to), Value::Map(entries)) = (self, document.at(parent)) {
            entries[index].0 = Value::Text(to.clone());
        }
    }

    fn meant_in<T: Clone>(&self, members: &mut Vec<T>, index: usize, new: impl Fn(Value) -> T) {
        match self {
            Self::Remove => drop(members.remove(index)),
            Self::AddEntry(None, value, _) => members.push(new(meaning(value))),
            Self::AddEntry(Some(side), value, _) | Self::AddItem(side, value) => {
                members.insert(index + usize::from(*side == Side::After), new(meaning(value)));
            }
            Self::Copy(side) => members.insert(index + usize::from(*side == Side::After), members[index].clone()),
            Self::Move(side, other, _) if *other != index => {
                let moved = members.remove(index);
                let other = if index < *other { other - 1 } else { *other };
                members.insert(other + usize::from(*side == Side::After), moved);
            }
            _ => {}
        }
    }

    /// Where the member itself is afterwards.
    pub(crate) fn path_after(&self, member: &Member) -> Vec<usize> {
        let mut path = member.path.clone();
        if let (Self::AddEntry(Some(Side::Before), ..), Some(last)) = (self, path.last_mut()) {
            *last += 1;
        }
        path
    }

    /// Where the member is that was added.
    pub(crate) fn path_of_new(&self, member: &Member) -> Option<Vec<usize>> {
        let index = match self {
            Self::AddEntry(None, _, siblings) => *siblings,
            Self::AddEntry(Some(side), ..) | Self::AddItem(side, _) | Self::Copy(side) => {
                member.index() + usize::from(*side == Side::After)
            }
            _ => return None,
        };
        Some(member.parent().iter().copied().chain([index]).collect())
    }

    pub(crate) fn may_drop_comments(&self) -> bool {
        matches!(self, Self::Remove | Self::Value(_))
    }
}

fn text(random: &mut Random) -> NewValue {
    NewValue::text(*random.pick(&TEXTS))
}

fn value(random: &mut Random, depth: usize) -> NewValue {
    let some =
        |random: &mut Random| -> Vec<NewValue> { (0..random.below(4)).map(|_| value(random, depth + 1)).collect() };
    match random.below(if depth > 2 { 4 } else { 8 }) {
        0 => NewValue::literal(*random.pick(&["17", "true", "null", "1.5"])),
        1..=3 => text(random),
        4 | 5 => NewValue::List(some(random)),
        _ => NewValue::Map(some(random).into_iter().enumerate().map(|(i, v)| (format!("n{i}"), v)).collect()),
    }
}

fn meaning(value: &NewValue) -> Value {
    match value {
        NewValue::Text(text) => Value::Text(text.clone()),
        NewValue::Literal(text) if text == "null" => Value::Null,
        NewValue::Literal(text) => Value::Other(text.clone()),
        NewValue::List(items) => Value::List(items.iter().map(meaning).collect()),
        NewValue::Map(entries) => {
            Value::Map(entries.iter().map(|(k, v)| (Value::Text(k.clone()), meaning(v))).collect())
        }
    }
}

fn items(value: &mut Value) -> &mut Vec<Value> {
    match value {
        Value::List(items) => items,
        other => panic!("{other:?} has no items"),
    }
}

fn split(document: &mut Value, mapping: &[usize], entry: usize) {
    let Value::Map(entries) = document.at(mapping) else { panic!("no mapping") };
    let rest = entries.split_off(entry);
    let (item, parent) = mapping.split_last().expect("the mapping is an item");
    items(document.at(parent)).insert(item + 1, Value::Map(rest));
}

fn merge(items: &mut Vec<Value>, item: usize) {
    let Value::Map(more) = items.remove(item + 1) else { panic!("no mapping") };
    let Value::Map(entries) = &mut items[item] else { panic!("no mapping") };
    entries.extend(more);
}
