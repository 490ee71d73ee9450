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

/// Older spellings whose value has another form than that of their successor.
const RESHAPED: [&str; 7] = ["aur", "deb", "pac", "rpm", "status", "system_service", "system_services"];

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
