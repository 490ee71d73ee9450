//! Which spellings a project's declared version understands; see `docs/layer-format.md`.

use ov_schema::{CalVer, Deprecation, Key, Loader, StructId};

/// The version of the format a project says it is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dialect {
    /// `version:` of the root file; `None` where it says none, or nothing readable.
    pub version: Option<CalVer>,
}

/// What a spelling is worth in a dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The spelling of this dialect.
    Current,
    /// An older spelling, read as its newer name.
    Understood,
    /// The loader drops the entry and says nothing.
    Dropped,
    /// The loader refuses the file.
    Refused,
    /// The loader of this version does not know the spelling yet, and drops it.
    NotYet,
}

/// Older spellings whose value has another form than that of their successor.
const RESHAPED: [&str; 7] = ["aur", "deb", "pac", "rpm", "status", "system_service", "system_services"];

/// The version from which on keys are known only in part: what came later is in no table, layers became candies and
/// images boxes.
const AFTER_TABLES: CalVer = CalVer::new(2026, 155, 1801);

/// Keys that are spelled otherwise from then on, and what the tables call them.
const LATER_SPELLINGS: [(StructId, &str, &str); 2] =
    [(StructId::LAYER, "capability", "capabilities"), (StructId::LAYER, "hook", "hooks")];

/// The newer name of an older spelling, where its value may stay as it is.
pub fn successor(key: &Key) -> Option<&'static str> {
    key.deprecated.as_ref().and_then(|d| d.renamed_to).filter(|_| !RESHAPED.contains(&key.name))
}

impl Standing {
    /// Whether the entry has its effect.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Current | Self::Understood)
    }
}

impl Dialect {
    /// Whether this version may have keys that the tables do not.
    pub fn is_past_tables(self) -> bool {
        self.version.is_some_and(|version| version >= AFTER_TABLES)
    }

    /// What the tables call a key that this version spells `name`.
    pub(crate) fn name_in_tables(self, within: StructId, name: &str) -> &str {
        let later = LATER_SPELLINGS.iter().filter(|_| self.is_past_tables());
        let mut found = later.filter(|(place, spelled, _)| *place == within && *spelled == name);
        found.next().map_or(name, |(_, _, known)| known)
    }

    /// Whether it may be one of those that are not read, as far as the version tells.
    pub(crate) fn may_be_later(self) -> bool {
        self.version.is_none_or(|version| version >= AFTER_TABLES)
    }

    /// Judges a key by the version it came or went with.
    pub fn standing(self, key: &Key) -> Standing {
        match &key.deprecated {
            Some(deprecation) => self.standing_of_old(deprecation),
            None if self.version.zip(key.since).is_some_and(|(ours, since)| ours < since) => Standing::NotYet,
            None => Standing::Current,
        }
    }

    fn standing_of_old(self, deprecation: &Deprecation) -> Standing {
        let gone = match (self.version, deprecation.until) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(ours), Some(until)) => ours >= until,
        };
        match (gone, &deprecation.loader) {
            (false, _) | (true, Loader::Read) => Standing::Understood,
            (true, Loader::Error) => Standing::Refused,
            (true, Loader::Ignored) => Standing::Dropped,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Dialect, Standing, successor};
    use ov_schema::{CalVer, Key, StructId, get};

    fn key(place: StructId, name: &str) -> &'static Key {
        get(place).find(name).unwrap()
    }

    fn standing(version: Option<&str>, place: StructId, name: &str) -> Standing {
        Dialect { version: version.and_then(CalVer::parse) }.standing(key(place, name))
    }

    #[test]
    fn without_a_version_or_before_the_change_an_older_spelling_is_understood() {
        for name in ["packages", "depends", "rpm", "directory", "status"] {
            assert_eq!(standing(None, StructId::LAYER, name), Standing::Understood, "{name}");
            assert_eq!(standing(Some("2026.90.0"), StructId::LAYER, name), Standing::Understood, "{name}");
        }
    }

    #[test]
    fn past_the_change_the_loader_drops_or_refuses_it() {
        let version = Some("2026.144.1443");
        assert_eq!(standing(version, StructId::LAYER, "packages"), Standing::Dropped);
        assert_eq!(standing(version, StructId::SERVICE, "start_secs"), Standing::Dropped);
        assert_eq!(standing(version, StructId::LAYER, "depends"), Standing::Refused);
        assert_eq!(standing(version, StructId::SERVICE, "start_sec"), Standing::Current);
    }

    #[test]
    fn a_newer_spelling_is_unknown_before_it_came() {
        assert_eq!(standing(Some("2026.125.0"), StructId::LAYER, "package"), Standing::NotYet);
        assert_eq!(standing(None, StructId::LAYER, "package"), Standing::Current);
    }

    #[test]
    fn later_spellings_count_from_their_version_on() {
        let name = |version: &str| {
            let dialect = Dialect { version: CalVer::parse(version) };
            (dialect.is_past_tables(), dialect.name_in_tables(StructId::LAYER, "hook"))
        };
        assert_eq!(name("2026.155.1800"), (false, "hook"));
        assert_eq!(name("2026.155.1801"), (true, "hooks"));
        let later = Dialect { version: CalVer::parse("2026.156.1") };
        assert_eq!(later.name_in_tables(StructId::SERVICE, "hook"), "hook");
        assert_eq!(later.name_in_tables(StructId::LAYER, "hooks"), "hooks");
    }

    #[test]
    fn only_a_value_of_the_same_form_may_stay_under_a_new_name() {
        assert_eq!(successor(key(StructId::LAYER, "depends")), Some("require"));
        assert_eq!(successor(key(StructId::LAYER, "packages")), Some("package"));
        assert_eq!(successor(key(StructId::LAYER, "rpm")), None);
        assert_eq!(successor(key(StructId::LAYER, "system_services")), None);
    }
}
