//! Ranks the keys of a struct by how likely an unknown word means them.

use super::distance::distance_within;
use crate::{Key, Struct, singular};

/// What connects an unknown key with a known one, the most certain first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// The older spelling of it.
    Renamed,
    /// The same letters with other separators or capitals (`auto-start`, `autoStart`, `autostart`).
    Separators,
    /// One slip that leaves no doubt: a letter missing, doubled or two swapped.
    Slip,
    /// A word that authors are known to write for it.
    Mistaken,
    /// This many letters apart.
    Letters(usize),
}

/// A key that may have been meant.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// The key.
    pub key: &'static Key,
    /// Why it is a candidate.
    pub nearness: Nearness,
}

/// The keys that may have been meant, the likeliest first; equally likely ones by name.
#[derive(Clone, Debug, Default)]
pub struct Suggestion {
    /// At most five.
    pub candidates: Vec<Candidate>,
    /// Whether exactly one key is nearest.
    pub unique: bool,
}

impl Suggestion {
    /// The likeliest key.
    pub fn best(&self) -> Option<&Candidate> {
        self.candidates.first()
    }

    /// The key that a rename may take without asking: the only nearest one, and either the older spelling's successor or one
    /// slip away.
    pub fn certain(&self) -> Option<&'static Key> {
        let best = self.best().filter(|_| self.unique)?;
        (best.nearness <= Nearness::Slip).then_some(best.key)
    }
}

/// The keys of `place` that an author who wrote `unknown` may have meant.
pub fn nearest(place: &Struct, unknown: &str) -> Suggestion {
    let unknown = Unknown { word: unknown, bare: bare(unknown), renamed: renamed(place, unknown) };
    let mut candidates: Vec<Candidate> =
        place.current().filter_map(|key| Some(Candidate { key, nearness: unknown.nearness(key)? })).collect();
    candidates.sort_by_key(|candidate| (candidate.nearness, candidate.key.name));
    let unique = match candidates.as_slice() {
        [] => false,
        [_] => true,
        [first, second, ..] => rank(first.nearness) < rank(second.nearness),
    };
    candidates.truncate(5);
    Suggestion { candidates, unique }
}

/// The word of `known` nearest to `unknown`, for values and names; `None` when none is near or two are equally near.
pub fn nearest_word<'a>(known: impl IntoIterator<Item = &'a str>, unknown: &str) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    let limit = limit(unknown);
    for word in known {
        if differ_by_more(unknown, word, limit) {
            continue;
        }
        let Some(apart) = distance_within(unknown, word, limit) else { continue };
        match best {
            Some((least, held)) if apart == least => {
                tied |= held != word;
                // Nothing is nearer to an unknown word than one letter.
                if tied && least == 1 {
                    return None;
                }
            }
            Some((least, _)) if apart > least => {}
            _ => (best, tied) = (Some((apart, word)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, word)| word)
}

/// Renamed, differently separated and slipped words are certain alike, so two of them compete.
fn rank(nearness: Nearness) -> usize {
    match nearness {
        Nearness::Renamed => 0,
        Nearness::Separators => 1,
        Nearness::Slip => 2,
        Nearness::Mistaken => 3,
        Nearness::Letters(apart) => 3 + apart,
    }
}

/// A key that its struct does not have.
struct Unknown<'a> {
    word: &'a str,
    bare: String,
    /// What it is called today.
    renamed: Option<&'static str>,
}

impl Unknown<'_> {
    fn nearness(&self, key: &Key) -> Option<Nearness> {
        if self.renamed == Some(key.name) {
            return Some(Nearness::Renamed);
        }
        let known = bare(key.name);
        if self.bare == known {
            return Some(Nearness::Separators);
        }
        if is_slip(self.word, key.name) {
            return Some(Nearness::Slip);
        }
        if key.mistaken.iter().any(|word| bare(word) == self.bare) {
            return Some(Nearness::Mistaken);
        }
        let limit = limit(self.word);
        // Words whose lengths differ by more cannot be nearer; separators are all that the bare forms leave out.
        if self.bare.chars().count().abs_diff(known.chars().count()) > limit
            || differ_by_more(&self.bare, &known, limit)
        {
            return None;
        }
        let plain = distance_within(self.word, key.name, limit);
        let bare = distance_within(&self.bare, &known, limit);
        plain.into_iter().chain(bare).min().map(Nearness::Letters)
    }
}

/// What the struct itself, or else the general table of plurals, says the word is called today.
fn renamed(place: &Struct, unknown: &str) -> Option<&'static str> {
    let own = place.find(unknown).and_then(|key| key.deprecated).and_then(|gone| gone.renamed_to);
    own.or_else(|| singular(unknown))
}

/// Letters and digits only, in lower case: what stays of a word when separators and capitals do not count.
fn bare(word: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether so many letters stand in one word only that it takes more than `limit` slips: each adds, takes away or changes one
/// letter, so that two at most differ.
fn differ_by_more(one: &str, other: &str, limit: usize) -> bool {
    let differing = letters(one).zip(letters(other)).map_or(0, |(one, other)| (one ^ other).count_ones());
    differing as usize > 2 * limit
}

/// Which letters a word has, a bit for each two; `None` where a letter may be several bytes.
fn letters(word: &str) -> Option<u64> {
    let bits = |word: &str| word.bytes().take(64).fold(0, |letters, byte| letters | 1_u64 << (byte & 63));
    word.is_ascii().then(|| bits(word))
}

/// How many letters apart a word may still be meant: a short word has too many neighbours.
fn limit(word: &str) -> usize {
    match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

/// Whether one letter of `known` is missing in `word`, or doubled, or two neighbours are swapped.
fn is_slip(word: &str, known: &str) -> bool {
    if word.len().abs_diff(known.len()) > char::MAX.len_utf8() || distance_within(word, known, 1) != Some(1) {
        return false;
    }
    let (word, known): (Vec<char>, Vec<char>) = (word.chars().collect(), known.chars().collect());
    if word.len() == known.len() {
        let (mut left, mut right) = (word, known);
        left.sort_unstable();
        right.sort_unstable();
        return left == right;
    }
    let first = word.iter().zip(&known).take_while(|(left, right)| left == right).count();
    word.len() < known.len() || first > 0 && word[first] == word[first - 1]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::{Nearness, nearest, nearest_word};
    use crate::{StructId, get};

    fn best(place: StructId, word: &str) -> Option<(&'static str, bool)> {
        let suggestion = nearest(get(place), word);
        suggestion.best().map(|best| (best.key.name, suggestion.certain().is_some()))
    }

    #[test]
    fn slips_are_certain() {
        assert_eq!(best(StructId::SECURITY, "device"), Some(("devices", true)));
        assert_eq!(best(StructId::SERVICE, "autostart"), Some(("auto_start", true)));
        assert_eq!(best(StructId::SERVICE, "execc"), Some(("exec", true)));
        assert_eq!(best(StructId::SERVICE, "restrat"), Some(("restart", true)));
        assert_eq!(best(StructId::SERVICE, "priorty"), Some(("priority", true)));
    }

    #[test]
    fn separators_and_capitals_do_not_count() {
        for word in ["auto-start", "autoStart", "AutoStart", "autostart", "AUTO_START"] {
            assert_eq!(best(StructId::SERVICE, word), Some(("auto_start", true)), "{word}");
        }
        assert_eq!(best(StructId::SERVICE, "WorkingDirectory"), Some(("working_directory", true)));
    }

    #[test]
    fn older_spellings_lead_to_their_successor() {
        for (place, word, key) in [
            (StructId::SERVICE, "start_secs", "start_sec"),
            (StructId::SERVICE, "start_retries", "start_retry"),
            (StructId::SERVICE, "exit_codes", "exit_code"),
            (StructId::SERVICE, "events", "event"),
            (StructId::LAYER, "requires", "require"),
            (StructId::LAYER, "env_accepts", "env_accept"),
            (StructId::IMAGE, "builds", "produce"),
        ] {
            assert_eq!(best(place, word), Some((key, true)), "{word}");
        }
    }

    #[test]
    fn a_known_mistake_is_offered_but_not_certain() {
        assert_eq!(best(StructId::CHECK, "exit_code"), Some(("exit_status", false)));
        assert_eq!(best(StructId::SERVICE, "command"), Some(("exec", false)));
        assert_eq!(best(StructId::SERVICE, "environment"), Some(("env", false)));
    }

    #[test]
    fn a_changed_or_added_letter_is_not_certain() {
        assert_eq!(best(StructId::SERVICE, "prioritx"), Some(("priority", false)));
        assert_eq!(best(StructId::SERVICE, "exxec").map(|(key, _)| key), Some("exec"));
        assert_eq!(best(StructId::SERVICE, "scopew"), Some(("scope", false)));
    }

    #[test]
    fn two_equally_near_keys_are_not_unique() {
        let suggestion = nearest(get(StructId::CHECK), "p5");
        assert!(suggestion.best().is_none() || !suggestion.unique);
        let position = nearest(get(StructId::LAYER), "env_requir");
        assert!(position.unique);
        assert_eq!(position.best().unwrap().nearness, Nearness::Slip);
    }

    #[test]
    fn a_strange_word_has_no_candidate() {
        assert!(nearest(get(StructId::SERVICE), "zzzzzzzz").candidates.is_empty());
        assert!(nearest(get(StructId::SERVICE), "").candidates.is_empty());
        assert!(nearest(get(StructId::SERVICE), &"é".repeat(10_000)).candidates.is_empty());
    }

    #[test]
    fn words_of_a_list() {
        assert_eq!(nearest_word(["redis", "postgres"], "reddis"), Some("redis"));
        assert_eq!(nearest_word(["cata", "catb"], "cat"), None);
        assert_eq!(nearest_word(["redis"], "unrelated"), None);
    }
}
