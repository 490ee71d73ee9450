//! Floats as text, after Go's `strconv.FormatFloat`.

use std::fmt::Write as _;

/// The decimal digits of a float without leading or trailing zeros, and where its point stands.
struct Decimal {
    digits: Vec<u8>,
    /// The value is `0.digits * 10^point`.
    point: i32,
}

/// No float has more decimal digits than this; the rest of a longer precision is zeros.
const MAX_DIGITS: usize = 1100;

/// A float in one of the formats `b e E f g G x X`, without a precision as short as it can be read back.
///
/// A negative float, and any infinity, comes with its sign.
pub(super) fn format_float(value: f64, format: u8, precision: Option<usize>) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let magnitude = value.abs();
    let body = match format {
        b'b' => binary(magnitude),
        b'x' | b'X' => hexadecimal(magnitude, precision),
        b'f' => fixed(magnitude, precision),
        b'e' | b'E' => exponential(magnitude, precision),
        _ => general(magnitude, precision),
    };
    let text = format!("{sign}{body}");
    if format.is_ascii_uppercase() { text.to_ascii_uppercase() } else { text }
}

impl Decimal {
    fn shortest(value: f64) -> Self {
        Self::read(&format!("{value:e}"))
    }

    fn rounded(value: f64, digits: usize) -> Self {
        Self::read(&format!("{value:.*e}", digits.clamp(1, MAX_DIGITS) - 1))
    }

    fn read(scientific: &str) -> Self {
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        let point = if digits.is_empty() { 0 } else { exponent.parse::<i32>().unwrap_or(0) + 1 };
        Self { digits, point }
    }

    fn digit(&self, index: usize) -> char {
        self.digits.get(index).map_or('0', |&digit| char::from(digit))
    }

    /// `d.ddde±dd` with so many digits behind the point.
    fn exponential(&self, precision: usize) -> String {
        let mut text = String::from(self.digit(0));
        if precision > 0 {
            text.push('.');
            text.extend((1..=precision).map(|index| self.digit(index)));
        }
        let exponent = if self.digits.is_empty() { 0 } else { self.point - 1 };
        let _ = write!(text, "e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs());
        text
    }

    /// `ddd.ddd` with so many digits behind the point.
    fn fixed(&self, precision: usize) -> String {
        let whole = usize::try_from(self.point).unwrap_or(0);
        let mut text: String = (0..whole).map(|index| self.digit(index)).collect();
        if whole == 0 {
            text.push('0');
        }
        if precision > 0 {
            text.push('.');
            let zeros = usize::try_from(-self.point).unwrap_or(0);
            text.extend(
                (0..precision).map(|index| if index < zeros { '0' } else { self.digit(whole + index - zeros) }),
            );
        }
        text
    }
}

fn exponential(value: f64, precision: Option<usize>) -> String {
    if let Some(precision) = precision {
        return Decimal::rounded(value, precision + 1).exponential(precision);
    }
    let decimal = Decimal::shortest(value);
    decimal.exponential(decimal.digits.len().saturating_sub(1))
}

fn fixed(value: f64, precision: Option<usize>) -> String {
    let Some(precision) = precision else { return format!("{value}") };
    let mut text = format!("{value:.*}", precision.min(MAX_DIGITS));
    text.extend(std::iter::repeat_n('0', precision.saturating_sub(MAX_DIGITS)));
    text
}

/// Fixed for exponents near zero, exponential for all others.
fn general(value: f64, precision: Option<usize>) -> String {
    let wanted = precision.map(|digits| digits.max(1));
    let decimal = wanted.map_or_else(|| Decimal::shortest(value), |digits| Decimal::rounded(value, digits));
    let count = decimal.digits.len();
    let has_whole_zeros = usize::try_from(decimal.point).is_ok_and(|point| point > count);
    let threshold = match wanted {
        None => 6,
        Some(digits) if digits > count && !has_whole_zeros => count,
        Some(digits) => digits,
    };
    let exponent = decimal.point - 1;
    if exponent < -4 || usize::try_from(exponent).is_ok_and(|exponent| exponent >= threshold) {
        return decimal.exponential(wanted.unwrap_or(count).min(count).saturating_sub(1));
    }
    let shown = match (wanted, usize::try_from(decimal.point)) {
        (Some(digits), Ok(point)) if digits <= point => digits,
        _ => count,
    };
    let before_point = isize::try_from(decimal.point).unwrap_or(0);
    decimal.fixed(usize::try_from(shown.cast_signed() - before_point).unwrap_or(0))
}

/// Mantissa and exponent of a float: the value is `mantissa * 2^exponent`.
fn parts(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let (fraction, exponent) = (bits & ((1 << 52) - 1), (bits >> 52 & 0x7FF) as i32);
    if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) }
}

fn binary(value: f64) -> String {
    let (mantissa, exponent) = parts(value);
    format!("{mantissa}p{exponent:+}")
}

/// `0x1.8p+00`, with a precision rounded to so many hexadecimal digits, ties to even.
fn hexadecimal(value: f64, precision: Option<usize>) -> String {
    const TOP: u32 = 60;
    let (mantissa, exponent) = parts(value);
    let shift = mantissa.leading_zeros().saturating_sub(63 - TOP).min(TOP);
    let mut fraction = mantissa << shift;
    let mut exponent = if mantissa == 0 { 0 } else { exponent + TOP.cast_signed() - shift.cast_signed() };
    if let Some(digits @ 0..15) = precision {
        let dropped = TOP - 4 * digits as u32;
        let (floor, rest) = (fraction >> dropped, fraction & ((1 << dropped) - 1));
        let half = 1 << (dropped - 1);
        fraction = (floor + u64::from(rest > half || rest == half && floor & 1 == 1)) << dropped;
        if fraction >> (TOP + 1) != 0 {
            fraction >>= 1;
            exponent += 1;
        }
    }
    let mut text = format!("0x{}", fraction >> TOP & 1);
    let mut rest = fraction << (64 - TOP);
    let mut written = 0;
    while precision.map_or(rest != 0, |digits| written < digits) {
        if written == 0 {
            text.push('.');
        }
        text.push(char::from_digit((rest >> 60) as u32, 16).unwrap_or('0'));
        rest <<= 4;
        written += 1;
    }
    let _ = write!(text, "p{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs());
    text
}
