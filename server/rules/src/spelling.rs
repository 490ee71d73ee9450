//! Numbers, units and words in the spelling that their key takes, where another spelling can mean only that.

use crate::durations;
use crate::repair::Safety;
use std::fmt::Write as _;

/// What a value surely means, and whether that needs a look.
pub(crate) type Meant = Option<(String, Safety)>;

/// `30 sec`, `1min 30` and the like as `30s`, `1m30s`; a number alone counts seconds, which is a guess.
pub(crate) fn duration(text: &str) -> Meant {
    let mut safety = Safety::Safe;
    let mut written = String::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (number, behind) = number(rest)?;
        let word_end = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
        let unit = match &*behind[..word_end].to_ascii_lowercase() {
            "" if behind.is_empty() && written.is_empty() => {
                safety = Safety::Unsafe;
                "s"
            }
            "s" | "sec" | "secs" | "second" | "seconds" => "s",
            "m" | "min" | "mins" | "minute" | "minutes" => "m",
            "h" | "hr" | "hrs" | "hour" | "hours" => "h",
            "ms" | "msec" | "millisecond" | "milliseconds" => "ms",
            _ => return None,
        };
        // Writing into a string cannot fail.
        let _ = write!(written, "{number}{unit}");
        rest = behind[word_end..].trim_start();
    }
    durations::nanoseconds(&written).map(|_| (written, safety))
}

/// Whole seconds of a time span such as `30s` or `2min`.
pub(crate) fn seconds(text: &str) -> Option<u32> {
    let (number, unit) = number(text)?;
    let number: u32 = number.parse().ok()?;
    match unit {
        "s" | "sec" | "second" | "seconds" => Some(number),
        "m" | "min" | "minute" | "minutes" => number.checked_mul(60),
        _ => None,
    }
}

/// `755`, `0o755` and `rwxr-xr-x` as `0755`.
pub(crate) fn mode(text: &str) -> Meant {
    let digits = text.strip_prefix("0o").unwrap_or(text);
    let written = match digits.len() {
        3 | 4 if digits.bytes().all(|b| (b'0'..=b'7').contains(&b)) => {
            format!("0{}", digits.strip_prefix('0').filter(|rest| rest.len() == 3).unwrap_or(digits))
        }
        _ => format!("0{}", permissions(text)?),
    };
    Some((written, Safety::Safe))
}

/// The digits of `rw-r--r--`, as `ls` shows them.
fn permissions(text: &str) -> Option<String> {
    let flags = text.strip_prefix('-').filter(|rest| rest.len() == 9).unwrap_or(text).as_bytes();
    if flags.len() != 9 {
        return None;
    }
    let digit = |who: &[u8]| {
        let bits = who.iter().zip([(b'r', 4), (b'w', 2), (b'x', 1)]);
        let values: Option<Vec<u32>> = bits
            .map(|(flag, (letter, value))| match *flag {
                b'-' => Some(0),
                found => (found == letter).then_some(value),
            })
            .collect();
        Some(values?.iter().sum::<u32>().to_string())
    };
    flags.chunks(3).map(digit).collect()
}

/// `800*600`, `800 x 600` and the like as `800x600`.
pub(crate) fn dimensions(text: &str) -> Meant {
    let mut sides = text.split(['x', 'X', '*', '×', ',', ':']).map(|side| side.trim().parse::<u32>().ok());
    let (width, height) = (sides.next()??, sides.next()??);
    let fits = sides.next().is_none() && width > 0 && height > 0;
    fits.then(|| (format!("{width}x{height}"), Safety::Safe))
}

/// Names of capabilities as those that a program has from its start.
pub(crate) fn capabilities(text: &str) -> Meant {
    let name = |name: &str| {
        let bare = name.strip_prefix("cap_").unwrap_or(name);
        let is_name = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        is_name.then(|| format!("cap_{bare}=ep"))
    };
    let names: Option<Vec<String>> = text.split(',').map(|word| name(word.trim())).collect();
    Some((names?.join(","), Safety::Unsafe))
}

/// `1 gig` and the like as `1g`.
pub(crate) fn size(text: &str) -> Meant {
    let (number, unit) = number(text.trim())?;
    let unit = unit.to_ascii_lowercase();
    let unit = unit.trim_end_matches('s');
    let bare = unit.strip_suffix("byte").unwrap_or(unit);
    let units = [("kilo", "k"), ("meg", "m"), ("mega", "m"), ("gig", "g"), ("giga", "g"), ("tera", "t")];
    let (_, letter) = units.iter().find(|(name, _)| *name == bare)?;
    Some((format!("{number}{letter}"), Safety::Safe))
}

/// `2 cores` and `500m` as numbers of processors.
pub(crate) fn processors(text: &str) -> Meant {
    let (number, unit) = number(text.trim())?;
    match unit {
        "core" | "cores" | "cpu" | "cpus" | "processor" | "processors" => Some((number.to_owned(), Safety::Safe)),
        "m" => Some((format!("{}", number.parse::<f64>().ok()? / 1000.0), Safety::Unsafe)),
        _ => None,
    }
}

/// A number and what stands behind it.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    (!number.is_empty() && number.parse::<f64>().is_ok()).then(|| (number, unit.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(meant: Meant) -> String {
        meant.map_or_else(
            || "-".into(),
            |(text, safety)| format!("{text}{}", if safety == Safety::Safe { "" } else { "?" }),
        )
    }

    #[test]
    fn durations_with_other_units() {
        let told = ["30", "30 sec", "1min", "1min 30 s", "2 Hours", "500 msec", "soon", "1 day", "1m30", "", "5 5"];
        let meant = ["30s?", "30s", "1m", "1m30s", "2h", "500ms", "-", "-", "-", "-", "-"];
        assert_eq!(told.map(|t| text(duration(t))), meant);
        assert_eq!(["30s", "2 min", "30", "1h"].map(seconds), [Some(30), Some(120), None, None]);
    }

    #[test]
    fn modes_without_their_zero() {
        let told = ["755", "0o755", "0755", "1777", "rw-r--r--", "-rwxr-xr-x", "u=rwx", "888", "7", "rwxrwxrwt"];
        let meant = ["0755", "0755", "0755", "01777", "0644", "0755", "-", "-", "-", "-"];
        assert_eq!(told.map(|t| text(mode(t))), meant);
    }

    #[test]
    fn other_numbers() {
        assert_eq!(
            ["800*600", "800 × 600", "800", "0x0", "1x2x3"].map(|t| text(dimensions(t))),
            ["800x600", "800x600", "-", "-", "-"]
        );
        assert_eq!(["1 gig", "512 megabytes", "1 megabit", "plenty"].map(|t| text(size(t))), ["1g", "512m", "-", "-"]);
        assert_eq!(["2 cores", "500m", "all"].map(|t| text(processors(t))), ["2", "0.5?", "-"]);
        assert_eq!(
            ["net_raw", "cap_net_raw, chown", "NET", ""].map(|t| text(capabilities(t))),
            ["cap_net_raw=ep?", "cap_net_raw=ep,cap_chown=ep?", "-", "-"]
        );
    }
}
