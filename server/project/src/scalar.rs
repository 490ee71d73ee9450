//! Scalars by type, as the loader's YAML decoder reads them (yaml.v3: YAML 1.2 core with the 1.1 flags where a flag is
//! expected).

use ov_syntax::{Node, ScalarStyle};

/// A flag: only without quotes.
pub(crate) fn flag(node: Node<'_>) -> Option<bool> {
    if node.style()? != ScalarStyle::Plain {
        return None;
    }
    match node.value()?.as_str() {
        "true" | "True" | "TRUE" | "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(true),
        "false" | "False" | "FALSE" | "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

/// A whole number: only without quotes; a fraction is cut off.
pub(crate) fn int(node: Node<'_>) -> Option<i64> {
    if node.style()? != ScalarStyle::Plain {
        return None;
    }
    let text = node.value()?.replace('_', "");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let radix = |prefix: [&str; 2], radix| {
        let digits = prefix.iter().find_map(|p| digits.strip_prefix(p))?;
        i64::from_str_radix(digits, radix).ok()
    };
    let magnitude = radix(["0x", "0X"], 16)
        .or_else(|| radix(["0o", "0O"], 8))
        .or_else(|| radix(["0b", "0B"], 2))
        .or_else(|| octal_1_1(digits))
        .or_else(|| digits.parse().ok())
        .or_else(|| whole_part(digits))?;
    Some(sign * magnitude)
}

/// YAML 1.1's octal: a leading zero.
fn octal_1_1(digits: &str) -> Option<i64> {
    let rest = digits.strip_prefix('0').filter(|r| !r.is_empty() && r.bytes().all(|b| b.is_ascii_digit()))?;
    i64::from_str_radix(rest, 8).ok()
}

fn whole_part(digits: &str) -> Option<i64> {
    let starts_as_number = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let value: f64 = digits.parse().ok().filter(|_| starts_as_number)?;
    // Beyond 2^53 a float has no exact whole part, and the decoder refuses it as well.
    (value.abs() < 9_007_199_254_740_992.0).then_some(value.trunc() as i64)
}
