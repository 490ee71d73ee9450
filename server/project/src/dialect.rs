//! Which spellings a project's declared version understands; see `docs/layer-format.md`.

use ov_schema::{CalVer, Deprecation, Key, Loader};

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

impl Standing {
    /// Whether the entry has its effect.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Current | Self::Understood)
    }
}

impl Dialect {
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
            (false, _) if deprecation.renamed_to.is_some() => Standing::Understood,
            (_, Loader::Read) => Standing::Understood,
            (_, Loader::Error) => Standing::Refused,
            (_, Loader::Ignored) => Standing::Dropped,
        }
    }
}
