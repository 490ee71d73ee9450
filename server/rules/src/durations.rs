//! Durations as Go writes them: `1m30s`.

/// Nanoseconds of a unit.
const UNITS: [(&str, f64); 8] =
    [("ns", 1.0), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 6e10), ("h", 3.6e12)];

/// A duration in nanoseconds; `None` where the text is none.
pub(crate) fn nanoseconds(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned == "0" {
        return Some(0.0);
    }
    let mut rest = unsigned;
    let mut sum = None;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let end = rest.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(rest.len());
        let (_, unit) = UNITS.iter().find(|(name, _)| *name == &rest[..end])?;
        sum = Some(sum.unwrap_or(0.0) + number * unit);
        rest = &rest[end..];
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::nanoseconds;

    #[test]
    fn durations_are_numbers_with_units() {
        assert_eq!(nanoseconds("1m30s"), Some(9e10));
        assert_eq!(nanoseconds("1.5ms"), Some(1_500_000.0));
        assert_eq!(nanoseconds("0"), Some(0.0));
        for text in ["", "30", "ten", "5 s", "s", "1m30", ".s", "1..s"] {
            assert_eq!(nanoseconds(text), None, "{text}");
        }
    }
}
