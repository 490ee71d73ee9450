//! Calendar versions, the way projects and layers date themselves.

use std::{fmt, str::FromStr};

/// `YYYY.DDD.HHMM`: year, day of the year, time of day as hours and minutes. Parts are written without leading zeros, but
/// padded ones are read as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalVer {
    year: u16,
    day: u16,
    time: u16,
}

/// The text is not three numbers joined by dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotCalVer;

impl CalVer {
    /// The version of the given year, day of the year, and time of day (`1443` is 14:43).
    pub const fn new(year: u16, day: u16, time: u16) -> Self {
        Self { year, day, time }
    }

    /// Reads `YYYY.DDD.HHMM`. `None` when the text is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(number);
        let version = Self::new(parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(version)
    }
}

fn number(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

impl FromStr for CalVer {
    type Err = NotCalVer;

    fn from_str(text: &str) -> Result<Self, NotCalVer> {
        Self::parse(text).ok_or(NotCalVer)
    }
}

impl fmt::Display for NotCalVer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not a version of the form YYYY.DDD.HHMM")
    }
}

impl std::error::Error for NotCalVer {}

impl fmt::Display for CalVer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{}", self.year, self.day, self.time)
    }
}

#[cfg(test)]
mod tests {
    use super::CalVer;

    #[test]
    fn versions_order_by_number_and_not_by_text() {
        let order = ["2025.365.2359", "2026.99.1", "2026.130.1530", "2026.156.557", "2026.156.1801"];
        let read: Vec<_> = order.iter().map(|text| CalVer::parse(text)).collect();
        assert!(read.iter().all(Option::is_some));
        assert!(read.is_sorted());
    }

    #[test]
    fn padding_is_read_and_not_written() {
        let padded = CalVer::parse("2026.009.0012");
        assert_eq!(padded.map(|version| version.to_string()).as_deref(), Some("2026.9.12"));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "2026",
            "2026.130",
            "2026.130.15.30",
            "v2026.1.1",
            "2026.-1.0",
            "2026.+1.0",
            "2026..1",
            "99999.1.1",
            "2026.1.1 ",
        ] {
            assert_eq!(CalVer::parse(text), None, "{text}");
        }
    }
}
