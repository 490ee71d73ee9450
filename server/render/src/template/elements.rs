//! The elements of texts, lists and maps: `index`, `slice` and `len`.

use super::call::Answer;
use super::runtime::{NilMet, Text, Val, Window};

/// `len`: bytes of a text, elements of a list or map.
pub(super) fn length(value: Val<'_>) -> Answer<'_> {
    let length = match value.indirect() {
        Err(NilMet) => return Err("len of nil pointer".to_owned()),
        Ok(Val::Str(text)) => text.bytes().len(),
        Ok(Val::StrList(window)) => window.length,
        Ok(Val::List(window)) => window.length,
        Ok(Val::Map(entries)) => entries.len(),
        Ok(Val::StrMap(entries)) => entries.len(),
        Ok(other) => return Err(format!("len of type {}", other.type_name())),
    };
    Ok(Val::Int(i64::try_from(length).unwrap_or(i64::MAX)))
}

/// `index x 1 2`: the element of an element.
pub(super) fn index(arguments: Vec<Val<'_>>) -> Answer<'_> {
    let mut arguments = arguments.into_iter();
    let mut item = arguments.next().unwrap_or(Val::Absent).unwrapped();
    if matches!(item, Val::Absent) {
        return Err("index of untyped nil".to_owned());
    }
    for key in arguments {
        let container = item.indirect().map_err(|NilMet| "index of nil pointer".to_owned())?;
        item = element(container, &key.unwrapped())?;
    }
    Ok(item)
}

fn element<'v>(container: Val<'v>, key: &Val<'v>) -> Answer<'v> {
    let found = match container {
        Val::Str(text) => text.bytes().get(position(key)?).copied().map(Val::Byte),
        Val::StrList(window) => window.visible().get(position(key)?).map(|item| Val::str(item)),
        Val::List(window) => window.visible().get(position(key)?).map(Val::Slot),
        Val::Map(entries) => {
            let item = map_key(key)?.and_then(|key| entries.get(key));
            Some(item.map_or_else(Val::nil_slot, Val::Slot))
        }
        Val::StrMap(entries) => {
            let item = map_key(key)?.and_then(|key| entries.get(key));
            Some(Val::str(item.map_or("", |text| text)))
        }
        other => return Err(format!("can't index item of type {}", other.type_name())),
    };
    found.ok_or_else(|| "index out of range".to_owned())
}

/// The key as a text; nothing for one that is no UTF-8, and so in no map.
fn map_key<'k>(key: &'k Val<'_>) -> Result<Option<&'k str>, String> {
    match key {
        Val::Str(text) => Ok(std::str::from_utf8(text.bytes()).ok()),
        Val::Absent => Err("value is nil; should be of type string".to_owned()),
        other => Err(format!("value has type {}; should be string", other.type_name())),
    }
}

fn position(key: &Val<'_>) -> Result<usize, String> {
    match key {
        Val::Int(number) => usize::try_from(*number).map_err(|_| format!("index out of range: {number}")),
        Val::Byte(byte) => Ok(usize::from(*byte)),
        Val::Absent => Err("cannot index slice/array with nil".to_owned()),
        other => Err(format!("cannot index slice/array with type {}", other.type_name())),
    }
}

/// `slice x 1 2`: part of a text or list. A list may be extended again up to its capacity.
pub(super) fn slice(arguments: Vec<Val<'_>>) -> Answer<'_> {
    let mut arguments = arguments.into_iter();
    let item = arguments.next().unwrap_or(Val::Absent).unwrapped();
    if matches!(item, Val::Absent) {
        return Err("slice of untyped nil".to_owned());
    }
    let item = item.indirect().map_err(|NilMet| "slice of nil pointer".to_owned())?;
    let positions: Vec<Val<'_>> = arguments.collect();
    match item {
        Val::Str(_) if positions.len() == 3 => Err("cannot 3-index slice a string".to_owned()),
        Val::Str(text) => {
            let length = text.bytes().len();
            let cut = Cut::new(&positions, length, length)?;
            Ok(part_of_text(&text, &cut))
        }
        Val::StrList(window) => Ok(Val::StrList(part_of_list(&window, &positions)?)),
        Val::List(window) => Ok(Val::List(part_of_list(&window, &positions)?)),
        other => Err(format!("can't slice item of type {}", other.type_name())),
    }
}

fn part_of_text<'v>(text: &Text<'v>, cut: &Cut) -> Val<'v> {
    match text {
        Text::Borrowed(bytes) => Val::Str(Text::Borrowed(&bytes[cut.start..cut.end])),
        Text::Shared(bytes) => Val::text(&bytes[cut.start..cut.end]),
    }
}

fn part_of_list<'v, T>(window: &Window<'v, T>, positions: &[Val<'_>]) -> Result<Window<'v, T>, String> {
    let cut = Cut::new(positions, window.length, window.items.len())?;
    Ok(Window { items: &window.items[cut.start..cut.capacity], length: cut.end - cut.start })
}

/// The bounds of a part: `start <= end <= capacity`, all of them within the whole.
struct Cut {
    start: usize,
    end: usize,
    capacity: usize,
}

impl Cut {
    fn new(positions: &[Val<'_>], length: usize, capacity: usize) -> Result<Self, String> {
        if positions.len() > 3 {
            return Err(format!("too many slice indexes: {}", positions.len()));
        }
        let mut bounds = [0, length, capacity];
        for (bound, key) in bounds.iter_mut().zip(positions) {
            *bound = position(key)?;
            if *bound > capacity {
                return Err(format!("index out of range: {bound}"));
            }
        }
        let [start, end, capacity] = bounds;
        if start > end || end > capacity {
            return Err(format!("invalid slice index: {start} > {end} > {capacity}"));
        }
        Ok(Self { start, end, capacity })
    }
}
