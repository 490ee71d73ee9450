//! Mistakes.

use crate::project::Layer;
use fastrand::Rng;
use ov_edit::{Editor, apply};
use ov_project::{Dialect, LayerFile, Value};
use ov_schema::{CalVer, StructId};
use ov_syntax::{Node, Span, Tree};

const VERSION: &str = "2026.144.1443";

/// What kind of mistake it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A letter of a key is lost, doubled, or swapped with the next.
    Slip,
    /// A key has its older, plural spelling.
    Plural,
    /// A key is missing with its value.
    Dropped,
    /// An item of a list is missing.
    Item,
    /// The value of a key is doubled: `key: x` as a list, a list as a text.
    Type,
}

impl Kind {
    /// Those that one entry repairs.
    pub(crate) const ONE_ENTRY: [Self; 3] = [Self::Slip, Self::Plural, Self::Dropped];
}

/// A layer with a mistake.
pub(crate) struct Mutant<'l> {
    pub(crate) layer: &'l Layer,
    pub(crate) kind: Kind,
    /// What was done, for people.
    pub(crate) told: String,
    pub(crate) text: String,
}

/// A random mistake; none where it would be none.
pub(crate) fn random<'l>(layer: &'l Layer, random: &mut Rng) -> Option<Mutant<'l>> {
    let keys = known_keys(&layer.text);
    let key = &keys[random.usize(..keys.len())];
    let name = &layer.text[key.span.range()];
    let (kind, text) = match random.usize(..20) {
        0..9 => (Kind::Slip, renamed(layer, key, &slip(name, random))?),
        9..13 => {
            let plural = format!("{name}s");
            let is_old = ov_schema::get(key.within).find(&plural).is_some_and(|k| k.deprecated.is_some());
            (Kind::Plural, is_old.then(|| renamed(layer, key, &plural))??)
        }
        13..18 => (Kind::Dropped, without(&layer.text, key.span)?),
        18 => (Kind::Item, without(&layer.text, item_of(&layer.text, random)?)?),
        _ => (Kind::Type, other_type(&layer.text, key.span)?),
    };
    let told = format!("{kind:?} of {name} of {} in {}", ov_schema::get(key.within).title, layer.file);
    (text != layer.text && Tree::parse(&text).is_valid()).then_some(Mutant { layer, kind, told, text })
}

/// A key as written, and the struct that knows it.
struct Known {
    within: StructId,
    span: Span,
}

fn known_keys(text: &str) -> Vec<Known> {
    let dialect = Dialect { version: CalVer::parse(VERSION) };
    let file = LayerFile::read(text, &Tree::parse(text), dialect, None);
    let mut found = vec![Known { within: StructId::LAYER_FILE, span: file.head }];
    found.extend(file.fields.iter().map(|field| Known { within: StructId::LAYER, span: field.key_span }));
    for (_, unit) in file.units() {
        collect(unit.value(), unit.base, &mut found);
    }
    found
}

fn collect(value: &Value, base: u32, found: &mut Vec<Known>) {
    match value {
        Value::Record(record) => {
            for field in &record.fields {
                found.push(Known { within: record.kind, span: field.key_span.shifted(base) });
                collect(&field.value.value, base, found);
            }
            record.free.iter().for_each(|(_, datum)| collect(&datum.value, base, found));
        }
        Value::List(items) => items.iter().for_each(|datum| collect(&datum.value, base, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, datum)| collect(&datum.value, base, found)),
        _ => {}
    }
}

/// None where the other name is known as well.
fn renamed(layer: &Layer, key: &Known, wrong: &str) -> Option<String> {
    let is_known = key_is_current(key.within, wrong);
    (!wrong.is_empty() && !is_known).then(|| {
        let mut text = layer.text.clone();
        text.replace_range(key.span.range(), wrong);
        text
    })
}

fn key_is_current(within: StructId, name: &str) -> bool {
    ov_schema::get(within).find(name).is_some_and(|key| key.deprecated.is_none())
}

/// The key with one letter lost, doubled, or swapped with the next.
fn slip(key: &str, random: &mut Rng) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    let at = random.usize(..letters.len());
    match random.usize(..3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}

/// The text without the entry or item at `member`.
pub(crate) fn without(text: &str, member: Span) -> Option<String> {
    let tree = Tree::parse(text);
    Some(apply(text, &Editor::new(text, &tree).remove_entry(member).ok()?))
}

/// A random item of all lists.
fn item_of(text: &str, random: &mut Rng) -> Option<Span> {
    let tree = Tree::parse(text);
    let mut items = Vec::new();
    collect_items(tree.root()?, &mut items);
    random.choice(items)
}

fn collect_items(node: Node<'_>, into: &mut Vec<Span>) {
    for entry in node.entries() {
        into.extend(entry.key().is_none().then(|| entry.value().span()));
        collect_items(entry.value(), into);
    }
}

/// The text with a value of another type behind a key that has a word there.
fn other_type(text: &str, key: Span) -> Option<String> {
    let rest = &text[key.range().end..];
    let line = rest.split('\n').next()?;
    let word = line.strip_prefix(": ")?.trim_end();
    let is_word = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
    is_word.then(|| {
        let start = key.range().end + 2;
        let new = if word.bytes().all(|b| b.is_ascii_digit()) { format!("\"{word}\"") } else { format!("[{word}]") };
        format!("{}{new}{}", &text[..start], &text[start + word.len()..])
    })
}
