//! Prints numbers with the flags of a format.

use super::chars::is_printable;
use super::floats::format_float;
use super::print::Printer;
use super::quote::char_of;
use super::runtime::Val;

impl Printer {
    /// An integer of the given base; the verb decides on the case of its digits and on its prefix.
    pub(super) fn integer(&mut self, magnitude: u64, negative: bool, base: u32, verb: char) {
        let flags = self.flags;
        if flags.precision == Some(0) && magnitude == 0 {
            self.flags.zero = false;
            self.fill(flags.width.unwrap_or(0));
            self.flags.zero = flags.zero;
            return;
        }
        let mut digits = match base {
            2 => format!("{magnitude:b}"),
            8 => format!("{magnitude:o}"),
            16 if verb == 'X' => format!("{magnitude:X}"),
            16 => format!("{magnitude:x}"),
            _ => magnitude.to_string(),
        };
        let signed = negative || flags.plus || flags.space;
        let wanted = match (flags.precision, flags.width) {
            (Some(precision), _) => precision,
            (None, Some(width)) if flags.zero && !flags.minus => width.saturating_sub(usize::from(signed)),
            _ => 0,
        };
        if wanted > digits.len() {
            digits.insert_str(0, &"0".repeat(wanted - digits.len()));
        }
        let prefix = match base {
            _ if verb == 'O' => "0o",
            2 if flags.sharp => "0b",
            8 if flags.sharp && !digits.starts_with('0') => "0",
            16 if flags.sharp && verb == 'X' => "0X",
            16 if flags.sharp => "0x",
            _ => "",
        };
        let octal_sharp = if verb == 'O' && flags.sharp && !digits.starts_with('0') { "0" } else { "" };
        let sign = match () {
            () if negative => "-",
            () if flags.plus => "+",
            () if flags.space => " ",
            () => "",
        };
        self.pad_with_spaces(format!("{sign}{prefix}{octal_sharp}{digits}").as_bytes());
    }

    /// `U+0041`, with a sharp the character as well.
    pub(super) fn unicode(&mut self, code: u64) {
        let precision = self.flags.precision.unwrap_or(4).max(4);
        let mut text = format!("{code:X}");
        if text.len() < precision {
            text.insert_str(0, &"0".repeat(precision - text.len()));
        }
        text.insert_str(0, "U+");
        let character = char_of(code);
        if self.flags.sharp && u64::from(u32::from(character)) == code && is_printable(character) {
            text.extend([' ', '\'', character, '\'']);
        }
        self.pad_with_spaces(text.as_bytes());
    }

    pub(super) fn float_verb(&mut self, value: &Val<'_>, number: f64, verb: char) {
        match verb {
            'v' => self.float(number, 'g', None),
            'b' | 'g' | 'G' | 'x' | 'X' => self.float(number, verb, None),
            'f' | 'e' | 'E' => self.float(number, verb, Some(6)),
            'F' => self.float(number, 'f', Some(6)),
            _ => self.bad_verb(value, verb),
        }
    }

    pub(super) fn complex_verb(&mut self, value: &Val<'_>, real: f64, imaginary: f64, verb: char) {
        if !matches!(verb, 'v' | 'b' | 'g' | 'G' | 'x' | 'X' | 'f' | 'F' | 'e' | 'E') {
            return self.bad_verb(value, verb);
        }
        self.push(b"(");
        self.float_verb(value, real, verb);
        let plus = std::mem::replace(&mut self.flags.plus, true);
        self.float_verb(value, imaginary, verb);
        self.flags.plus = plus;
        self.push(b"i)");
    }

    fn float(&mut self, number: f64, verb: char, default_precision: Option<usize>) {
        let flags = self.flags;
        let precision = flags.precision.or(default_precision);
        let formatted = format_float(number, verb as u8, precision);
        let (sign, mut body) = match formatted.strip_prefix(['+', '-']) {
            Some(body) => (if formatted.starts_with('-') { "-" } else { "+" }, body.to_owned()),
            None => ("+", formatted),
        };
        let sign = if flags.space && sign == "+" && !flags.plus { " " } else { sign };
        if body.starts_with(['I', 'N']) {
            let shown = if body == "NaN" && !flags.space && !flags.plus { "" } else { sign };
            return self.pad_with_spaces(format!("{shown}{body}").as_bytes());
        }
        if flags.sharp && verb != 'b' {
            body = with_point(&body, verb, precision);
        }
        if sign == "+" && !flags.plus {
            return self.pad(body.as_bytes());
        }
        if flags.zero && !flags.minus && flags.width.is_some_and(|width| width > body.len() + 1) {
            self.push(sign.as_bytes());
            self.fill(flags.width.unwrap_or(0) - body.len() - 1);
            return self.push(body.as_bytes());
        }
        self.pad(format!("{sign}{body}").as_bytes());
    }
}

/// The sharp flag: always a point, and the trailing zeros that a general format leaves out.
fn with_point(body: &str, verb: char, precision: Option<usize>) -> String {
    let exponent_start = match verb {
        'x' | 'X' => body.find(['p', 'P']),
        _ => body.find(['e', 'E']),
    };
    let (mantissa, tail) = body.split_at(exponent_start.unwrap_or(body.len()));
    let wanted = match verb {
        'g' | 'G' | 'x' => precision.unwrap_or(6),
        _ => 0,
    };
    let significant = mantissa.chars().filter(|&character| character != '.');
    let mut present = significant.skip_while(|&digit| digit == '0').count();
    let mut text = mantissa.to_owned();
    if !mantissa.contains('.') {
        present += usize::from(mantissa == "0");
        text.push('.');
    }
    text.push_str(&"0".repeat(wanted.saturating_sub(present)));
    text + tail
}
