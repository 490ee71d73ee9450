//! String, character and number constants, after Go's `strconv`.

use super::ast::{IdealNumber, Number};

/// The bytes of a string constant with its quotes; nothing when an escape is wrong.
///
/// Bytes, since `"\xff"` need not be UTF-8.
pub(super) fn unquote(constant: &str) -> Option<Vec<u8>> {
    let inner = constant.get(1..constant.len().checked_sub(1)?)?;
    if constant.starts_with('`') {
        return Some(inner.bytes().filter(|&byte| byte != b'\r').collect());
    }
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while !rest.is_empty() {
        let (unit, behind) = unquote_char(rest, '"')?;
        match unit {
            Unit::Byte(byte) => bytes.push(byte),
            Unit::Char(character) => bytes.extend(character.encode_utf8(&mut [0; 4]).bytes()),
        }
        rest = behind;
    }
    Some(bytes)
}

/// The code of a character constant with its quotes.
pub(super) fn character(constant: &str) -> Option<Number> {
    let (unit, rest) = unquote_char(constant.get(1..)?, '\'')?;
    let code = match unit {
        Unit::Byte(byte) => i64::from(byte),
        Unit::Char(character) => i64::from(u32::from(character)),
    };
    (rest == "'").then_some(Number { ideal: IdealNumber::Int(code), integer: Some(code) })
}

enum Unit {
    Byte(u8),
    Char(char),
}

fn unquote_char(text: &str, quote: char) -> Option<(Unit, &str)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    if first == quote {
        return None;
    }
    if first != '\\' {
        return Some((Unit::Char(first), characters.as_str()));
    }
    let escape = characters.next()?;
    let rest = characters.as_str();
    let plain = |byte: u8| Some((Unit::Char(char::from(byte)), rest));
    match escape {
        'a' => plain(7),
        'b' => plain(8),
        'f' => plain(12),
        'n' => plain(b'\n'),
        'r' => plain(b'\r'),
        't' => plain(b'\t'),
        'v' => plain(11),
        '\\' => plain(b'\\'),
        '\'' | '"' if escape == quote => Some((Unit::Char(escape), rest)),
        'x' => {
            let (code, behind) = digits(rest, 2, 16)?;
            Some((Unit::Byte(u8::try_from(code).ok()?), behind))
        }
        'u' | 'U' => {
            let (code, behind) = digits(rest, if escape == 'u' { 4 } else { 8 }, 16)?;
            Some((Unit::Char(char::from_u32(code)?), behind))
        }
        '0'..='7' => {
            let (code, behind) = digits(&text[1..], 3, 8)?;
            Some((Unit::Byte(u8::try_from(code).ok()?), behind))
        }
        _ => None,
    }
}

fn digits(text: &str, count: usize, radix: u32) -> Option<(u32, &str)> {
    let taken = text.get(..count)?;
    // The standard library would take a sign.
    let valid = taken.chars().all(|digit| digit.is_digit(radix));
    Some((u32::from_str_radix(taken, radix).ok().filter(|_| valid)?, &text[count..]))
}

/// The value of a number constant, or what is wrong with it.
pub(super) fn number(text: &str) -> Result<Number, &'static str> {
    if let Some(imaginary) = text.strip_suffix('i').and_then(float) {
        return Ok(complex(0.0, imaginary));
    }
    let has_float_sign = text.contains(['.', 'e', 'E', 'p', 'P']);
    if let Some((negative, magnitude)) = integer(text) {
        return Ok(whole_number(text, negative, magnitude, has_float_sign));
    }
    match float(text) {
        None => Err("illegal number syntax"),
        Some(_) if !has_float_sign => Err("integer overflow"),
        Some(value) => Ok(Number { ideal: IdealNumber::Float(value), integer: exact_integer(value) }),
    }
}

/// A complex constant `1+2i`, both parts.
pub(super) fn complex_number(text: &str) -> Option<Number> {
    let body = text.strip_suffix('i')?;
    let bytes = body.as_bytes();
    let is_exponent_sign = |at: usize| match bytes[at - 1] {
        b'e' | b'E' => !body[..at].contains(['x', 'X']),
        b'p' | b'P' => true,
        _ => false,
    };
    let sign = (1..bytes.len()).find(|&at| matches!(bytes[at], b'+' | b'-') && !is_exponent_sign(at))?;
    Some(complex(float(&body[..sign])?, float(&body[sign..])?))
}

fn complex(real: f64, imaginary: f64) -> Number {
    let integer = if imaginary == 0.0 { exact_integer(real) } else { None };
    Number { ideal: IdealNumber::Complex(real, imaginary), integer }
}

fn whole_number(text: &str, negative: bool, magnitude: u64, has_float_sign: bool) -> Number {
    let signed = if negative { 0i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() };
    // A hexadecimal integer may hold the letter e.
    let is_hexadecimal = text.len() > 2 && (text.starts_with("0x") || text.starts_with("0X"));
    let ideal = match signed {
        #[expect(clippy::cast_precision_loss, reason = "a float constant is rounded in Go as well")]
        Some(value) if has_float_sign && !is_hexadecimal => IdealNumber::Float(value as f64),
        Some(value) => IdealNumber::Int(value),
        None => IdealNumber::TooLarge,
    };
    Number { ideal, integer: signed }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "the test is for exactness"
)]
fn exact_integer(value: f64) -> Option<i64> {
    (value as i64 as f64 == value).then_some(value as i64)
}

/// Sign and magnitude of an integer in any of Go's bases. A negative one is at most 2^63.
fn integer(text: &str) -> Option<(bool, u64)> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let negative = text.starts_with('-');
    let (radix, body) = match unsigned.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, &unsigned[2..]),
        [b'0', b'b' | b'B', ..] => (2, &unsigned[2..]),
        [b'0', b'o' | b'O', ..] => (8, &unsigned[2..]),
        [b'0', _, ..] => (8, &unsigned[1..]),
        _ => (10, unsigned),
    };
    let plain = without_underscores(text, body)?;
    if plain.is_empty() || !plain.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let magnitude = u64::from_str_radix(&plain, radix).ok()?;
    // An explicit plus makes it signed: then it has to fit a signed number.
    let limit = if negative { 1 << 63 } else { i64::MAX.unsigned_abs() };
    (magnitude <= limit || unsigned.len() == text.len()).then_some((negative, magnitude))
}

/// The digits without their underscores; nothing when one stands in the wrong place.
fn without_underscores(text: &str, body: &str) -> Option<String> {
    if !body.contains('_') {
        return Some(body.to_owned());
    }
    underscores_separate_digits(text).then(|| body.replace('_', ""))
}

fn underscores_separate_digits(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let prefixed =
        unsigned.len() >= 2 && matches!(unsigned.as_bytes(), [b'0', b'x' | b'X' | b'b' | b'B' | b'o' | b'O', ..]);
    let hexadecimal = prefixed && unsigned[1..].starts_with(['x', 'X']);
    let (mut behind_digit, mut behind_underscore) = (prefixed, false);
    for character in unsigned[if prefixed { 2 } else { 0 }..].chars() {
        let is_digit = character.is_ascii_digit() || hexadecimal && character.is_ascii_hexdigit();
        if character == '_' && !behind_digit || character != '_' && !is_digit && behind_underscore {
            return false;
        }
        behind_digit = is_digit;
        behind_underscore = character == '_';
    }
    !behind_underscore
}

/// A float, decimal or hexadecimal; nothing when it is malformed or too large.
fn float(text: &str) -> Option<f64> {
    let plain = without_underscores(text, text)?;
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(&plain);
    let magnitude = match unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X")) {
        Some(body) => hexadecimal_float(body)?,
        None if unsigned.contains(|c: char| !matches!(c, '0'..='9' | '.' | 'e' | 'E' | '+' | '-')) => return None,
        None => unsigned.parse().ok()?,
    };
    let value: f64 = if plain.starts_with('-') { -magnitude } else { magnitude };
    value.is_finite().then_some(value)
}

/// Mantissa, `p` and binary exponent. More digits than fit are rounded as Go does: to the nearest, ties to even.
fn hexadecimal_float(body: &str) -> Option<f64> {
    let (mantissa, exponent) = body.split_once(['p', 'P'])?;
    let mut binary_exponent: i32 =
        exponent.parse::<i64>().map_or(None, |value| Some(value.clamp(-100_000, 100_000) as i32))?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut significand: u64 = 0;
    let mut lost = false;
    for (index, digit) in whole.chars().chain(fraction.chars()).enumerate() {
        let value = digit.to_digit(16)?;
        let in_fraction = index >= whole.len();
        if significand >> 60 == 0 {
            significand = significand << 4 | u64::from(value);
            binary_exponent -= if in_fraction { 4 } else { 0 };
        } else {
            lost |= value != 0;
            binary_exponent += if in_fraction { 0 } else { 4 };
        }
    }
    Some(scale(significand | u64::from(lost), binary_exponent))
}

/// `significand * 2^exponent`, rounded once.
#[expect(clippy::cast_precision_loss, reason = "the significand is cut to the precision of the result first")]
fn scale(significand: u64, exponent: i32) -> f64 {
    if significand == 0 {
        return 0.0;
    }
    let length = 64 - significand.leading_zeros().cast_signed();
    // Below the normal range fewer bits are left.
    let precision = 53.min(length + exponent + 1074);
    let dropped = length - precision;
    if dropped > 64 {
        return 0.0;
    }
    let (mut kept, mut power) = (significand, exponent);
    if dropped > 0 {
        let wide = u128::from(significand);
        let (half, rest) = (1u128 << (dropped - 1), wide & ((1u128 << dropped) - 1));
        let floor = wide >> dropped;
        let up = rest > half || rest == half && floor & 1 == 1;
        kept = (floor + u128::from(up)) as u64;
        power += dropped;
    }
    // Two steps keep each factor within range.
    let first = power / 2;
    kept as f64 * 2f64.powi(first) * 2f64.powi(power - first)
}
