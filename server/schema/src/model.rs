//! What the tables are made of.

use crate::CalVer;

/// Names one exact struct of the format; constants such as [`StructId::SERVICE`] exist for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StructId(pub(crate) u16);

/// A map whose keys have fixed names and meanings.
#[derive(Debug)]
pub struct Struct {
    /// Its own identity.
    pub id: StructId,
    /// Name in the schema files, such as `service_overrides`.
    pub name: &'static str,
    /// Short name for people, such as "Service overrides".
    pub title: &'static str,
    /// What the struct is for, in Markdown.
    pub doc: &'static str,
    /// The type of keys that are not in `keys`; `None` when such a key is unknown.
    pub open: Option<Type>,
    /// Regular expression that further keys must match for `open` to apply; `None` when any will do.
    pub open_pattern: Option<&'static str>,
    /// All known keys, older spellings included, sorted by name.
    pub keys: &'static [Key],
}

impl Struct {
    /// The key of this name, an older spelling included.
    pub fn find(&self, name: &str) -> Option<&'static Key> {
        let keys: &'static [Key] = self.keys;
        let index = keys.binary_search_by(|key| key.name.cmp(name)).ok()?;
        keys.get(index)
    }

    /// The keys an author should use today.
    pub fn current(&self) -> impl Iterator<Item = &'static Key> + use<> {
        let keys: &'static [Key] = self.keys;
        keys.iter().filter(|key| key.deprecated.is_none())
    }
}

/// One key of a struct.
#[derive(Debug)]
pub struct Key {
    /// The key as written.
    pub name: &'static str,
    /// What its value may be.
    pub ty: Type,
    /// What it does, in Markdown.
    pub doc: &'static str,
    /// The value that its absence stands for.
    pub default: Option<&'static str>,
    /// Values worth showing; lists and maps in flow style.
    pub examples: &'static [&'static str],
    /// Whether the struct is wrong without it.
    pub required: bool,
    /// Set for an older spelling, and for a key that is gone.
    pub deprecated: Option<Deprecation>,
    /// First schema version that reads this spelling; before it, an older spelling held its place.
    pub since: Option<CalVer>,
    /// Which init systems get to see it; `None` for keys outside services.
    pub renders: Option<Renders>,
    /// The words allowed as value, as element of a list or as value of a map, each with its meaning. Empty: any.
    pub enum_values: &'static [(&'static str, &'static str)],
    /// Regular expression (ECMA 262) that a text must match.
    pub pattern: Option<&'static str>,
    /// Smallest and largest number allowed.
    pub range: (Option<i64>, Option<i64>),
    /// Whether it is a verb of a check or task: an entry has exactly one.
    pub verb: bool,
    /// Words that authors write when they mean this key.
    pub mistaken: &'static [&'static str],
    /// For a live verb of a check: the methods it knows.
    pub methods: &'static [Method],
}

/// What became of an older spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecation {
    /// The key of the same struct to write today, if there is one.
    pub renamed_to: Option<&'static str>,
    /// The schema version from which on `loader` holds.
    pub until: Option<CalVer>,
    /// What the loader does with it since then.
    pub loader: Loader,
    /// The same in words, with advice.
    pub note: &'static str,
}

/// What the loader does with an older spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loader {
    /// It still understands it.
    Read,
    /// It drops it without a message.
    Ignored,
    /// It refuses the file.
    Error,
}

/// The init systems whose rendering a key of a service shows up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renders {
    /// In the supervisord program.
    pub supervisord: bool,
    /// In the systemd unit or what is done with it.
    pub systemd: bool,
}

/// A method of a live verb (`cdp: click`).
#[derive(Debug)]
pub struct Method {
    /// The value of the verb.
    pub name: &'static str,
    /// The keys that must stand beside the verb, none of them empty or 0.
    pub requires: &'static [&'static str],
    /// Whether it makes a file, so that the `artifact_…` keys may be used.
    pub artifact: bool,
    /// What it needs, in words.
    pub doc: &'static str,
}

/// What a value may be. Null is the zero value of every type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Type {
    /// Anything.
    Any,
    /// A scalar of any kind that keeps its kind.
    Scalar,
    /// Text. Numbers and booleans are taken as they are written.
    Str,
    /// `true` or `false`, and the words YAML 1.1 had for them.
    Bool,
    /// A whole number; a quoted one is an error.
    Int,
    /// A number.
    Float,
    /// A Go duration such as `1m30s`.
    Duration,
    /// A list.
    List(&'static Type),
    /// A map with free keys.
    Map(&'static Type),
    /// A map with fixed keys.
    Struct(StructId),
    /// Entities by their names, or a single entity that carries its `name` itself.
    Entities {
        /// What the values of the map are.
        each: &'static Type,
        /// What the value is when it has a `name`.
        alone: &'static Type,
    },
    /// One of several, told apart by the kind of node (text, map, list).
    OneOf(&'static [Type]),
}

/// Keys live in one table, so a key is itself and no other.
impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}
