//! What YAML readers take a plain scalar for.

/// Whether YAML 1.2's core schema takes the plain scalar `text` for a text.
pub(crate) fn is_core_text(text: &str) -> bool {
    !matches!(text, "" | "~" | "null" | "Null" | "NULL" | "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
        && !is_core_number(text)
}

/// Whether every usual reader, of YAML 1.1 or 1.2, takes the plain scalar `text` for a text.
pub(crate) fn is_text_everywhere(text: &str) -> bool {
    const WORDS: [&str; 8] = ["y", "yes", "n", "no", "on", "off", "=", "<<"];
    let lower = text.to_ascii_lowercase();
    let bare: String = text.chars().filter(|c| *c != '_').collect();
    is_core_text(text)
        && !matches!(&*lower, "null" | "true" | "false")
        && !WORDS.contains(&&*lower)
        && !is_core_number(&bare)
        && !is_old_number(&bare)
        && !is_date(text)
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

fn all(text: &str, allowed: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(allowed)
}

fn digits(text: &str) -> bool {
    all(text, |c| c.is_ascii_digit())
}

fn is_core_number(text: &str) -> bool {
    let body = unsigned(text);
    if let Some(octal) = text.strip_prefix("0o") {
        return all(octal, |c| c.is_digit(8));
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return all(hex, |c| c.is_ascii_hexdigit());
    }
    let name = body.to_ascii_lowercase();
    name == ".inf" || text.eq_ignore_ascii_case(".nan") || is_decimal(body)
}

fn is_decimal(body: &str) -> bool {
    let (mantissa, exponent) = body.split_once(['e', 'E']).map_or((body, None), |(m, e)| (m, Some(e)));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let counts = |s: &str| s.is_empty() || digits(s);
    !(whole.is_empty() && part.is_empty())
        && counts(whole)
        && counts(part)
        && exponent.is_none_or(|e| digits(unsigned(e)))
}

/// Signed hexadecimals, binaries, octals, and numbers to the base of sixty such as `12:30:45`.
fn is_old_number(text: &str) -> bool {
    let body = unsigned(text);
    let lower = body.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("0x") {
        return rest.chars().all(|c| c.is_ascii_hexdigit());
    }
    if let Some(rest) = lower.strip_prefix("0o").or_else(|| lower.strip_prefix("0b")) {
        return rest.chars().all(|c| c.is_ascii_digit());
    }
    body == "." || (body.contains(':') && body.split(':').all(is_decimal))
}

/// `2001-12-14` and whatever continues it as a time.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let (Some(year), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else { return false };
    let day: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let then = rest[day.len()..].chars().next();
    year.len() == 4
        && digits(year)
        && digits(month)
        && month.len() <= 2
        && matches!(day.len(), 1 | 2)
        && then.is_none_or(|c| matches!(c, 'T' | 't' | ' ' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::{is_core_text, is_text_everywhere};

    #[test]
    fn words_that_some_reader_takes_for_something_else() {
        for word in [
            "",
            "~",
            "null",
            "NULL",
            "nULL",
            "true",
            "False",
            "y",
            "N",
            "yes",
            "No",
            "ON",
            "off",
            "=",
            "<<",
            "0",
            "-1",
            "+12",
            "0x1F",
            "-0x1f",
            "0o17",
            "017",
            "0b101",
            "1_000",
            "1.5",
            ".5",
            "5.",
            "1e3",
            "1.5E-3",
            "-.inf",
            ".NaN",
            "12:30",
            "1:30:45",
            "190:20:30.15",
            "2001-12-14",
            "2001-1-4",
            "2001-12-14t21:59:43.10-05:00",
            "2001-12-14 21:59:43",
        ] {
            assert!(!is_text_everywhere(word), "{word}");
        }
    }

    #[test]
    fn words_that_every_reader_takes_for_text() {
        for word in [
            "web",
            "2026.144.1443",
            "1.2.3",
            "on-failure",
            "10s",
            "5m",
            "a:b",
            "127.0.0.1:80",
            "127.0.0.1",
            "yesterday",
            "1-2",
            "-x",
            "--flag",
            "0.0.0.0",
            "nullable",
            "2001-12-14x",
            "e3",
            "infinity",
        ] {
            assert!(is_text_everywhere(word), "{word}");
        }
        assert!(is_core_text("yes") && is_core_text("12:30") && !is_core_text("5."));
    }
}
