//! The format language of `printf`.

use super::print::{Flags, Printer};
use super::runtime::Val;

/// Widths and precisions beyond this are no numbers, in Go neither.
const MAX_NUMBER: i64 = 1_000_000;

/// A format being read, and the arguments it is for.
struct Format<'f, 'v> {
    bytes: &'f [u8],
    position: usize,
    arguments: &'f [Val<'v>],
    /// The argument for the next verb.
    next: usize,
    /// Whether any argument was named by its number.
    reordered: bool,
    /// Whether the numbers in the present verb name arguments that exist.
    good_number: bool,
    /// Whether the last thing read was the number of an argument.
    behind_number: bool,
}

impl Printer {
    /// `fmt.Sprintf`.
    pub(super) fn printf(&mut self, format: &[u8], arguments: Vec<Val<'_>>) {
        let arguments: Vec<Val<'_>> = arguments.into_iter().map(Val::unwrapped).collect();
        let mut format = Format {
            bytes: format,
            position: 0,
            arguments: &arguments,
            next: 0,
            reordered: false,
            good_number: true,
            behind_number: false,
        };
        while !self.is_full() && format.position < format.bytes.len() {
            let text = format.text();
            self.push(text);
            if format.position < format.bytes.len() {
                format.position += 1;
                self.verb(&mut format);
            }
        }
        self.extra(&format);
    }

    /// One verb, its percent sign being read.
    fn verb(&mut self, format: &mut Format<'_, '_>) {
        format.good_number = true;
        self.flags = format.flags();
        if let Some(verb) = format.simple_verb() {
            return self.print_next(format, verb);
        }
        format.argument_number();
        self.width(format);
        self.precision(format);
        if !format.behind_number {
            format.argument_number();
        }
        let Some(verb) = format.verb() else {
            return self.push(b"%!(NOVERB)");
        };
        match verb {
            '%' => self.push(b"%"),
            _ if !format.good_number => self.report(verb, b"(BADINDEX)"),
            _ if format.next >= format.arguments.len() => self.report(verb, b"(MISSING)"),
            _ => self.print_next(format, verb),
        }
    }

    fn print_next(&mut self, format: &mut Format<'_, '_>, verb: char) {
        if matches!(verb, 'v' | 'w') {
            self.flags.sharp_v = std::mem::take(&mut self.flags.sharp);
            self.flags.plus_v = std::mem::take(&mut self.flags.plus);
        }
        if let Some(value) = format.arguments.get(format.next) {
            self.argument(value, verb);
        }
        format.next += 1;
    }

    fn report(&mut self, verb: char, what: &[u8]) {
        self.push(b"%!");
        self.push_char(verb);
        self.push(what);
    }

    fn width(&mut self, format: &mut Format<'_, '_>) {
        if format.eat(b'*') {
            let width = format.number_from_argument();
            if width.is_none() {
                self.push(b"%!(BADWIDTH)");
            }
            if width.is_some_and(|width| width < 0) {
                self.flags.minus = true;
                self.flags.zero = false;
            }
            self.flags.width = width.map(|width| width.unsigned_abs() as usize);
            format.behind_number = false;
        } else {
            self.flags.width = format.number();
            if format.behind_number && self.flags.width.is_some() {
                format.good_number = false;
            }
        }
    }

    fn precision(&mut self, format: &mut Format<'_, '_>) {
        if format.position + 1 >= format.bytes.len() || !format.eat(b'.') {
            return;
        }
        if format.behind_number {
            format.good_number = false;
        }
        format.argument_number();
        if format.eat(b'*') {
            let precision = format.number_from_argument().and_then(|number| usize::try_from(number).ok());
            if precision.is_none() {
                self.push(b"%!(BADPREC)");
            }
            self.flags.precision = precision;
            format.behind_number = false;
        } else {
            self.flags.precision = Some(format.number().unwrap_or(0));
        }
    }

    /// Reports the arguments that no verb asked for.
    fn extra(&mut self, format: &Format<'_, '_>) {
        let unused = format.arguments.get(format.next..).unwrap_or_default();
        if format.reordered || unused.is_empty() {
            return;
        }
        self.flags = Flags::default();
        self.push(b"%!(EXTRA ");
        for (index, value) in unused.iter().enumerate() {
            if index > 0 {
                self.push(b", ");
            }
            self.with_type(value);
        }
        self.push(b")");
    }
}

impl<'f> Format<'f, '_> {
    /// Everything up to the next percent sign.
    fn text(&mut self) -> &'f [u8] {
        let rest = &self.bytes[self.position..];
        let length = rest.iter().position(|&byte| byte == b'%').unwrap_or(rest.len());
        self.position += length;
        &rest[..length]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.position += usize::from(found);
        found
    }

    fn flags(&mut self) -> Flags {
        let mut flags = Flags::default();
        loop {
            match self.peek() {
                Some(b'#') => flags.sharp = true,
                Some(b'0') => flags.zero = true,
                Some(b'+') => flags.plus = true,
                Some(b'-') => flags.minus = true,
                Some(b' ') => flags.space = true,
                _ => return flags,
            }
            self.position += 1;
        }
    }

    /// A verb directly behind the flags, while arguments are left.
    fn simple_verb(&mut self) -> Option<char> {
        let verb = self.peek().filter(u8::is_ascii_lowercase)?;
        if self.next >= self.arguments.len() {
            return None;
        }
        self.position += 1;
        Some(char::from(verb))
    }

    /// The verb, which may be any character; bytes that are none make a replacement character each.
    fn verb(&mut self) -> Option<char> {
        let rest = self.bytes.get(self.position..).filter(|rest| !rest.is_empty())?;
        let start = &rest[..rest.len().min(4)];
        let verb = start.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        self.position += verb.map_or(1, char::len_utf8);
        Some(verb.unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// The number of an argument in brackets, when one stands here.
    fn argument_number(&mut self) {
        self.behind_number = false;
        let rest = &self.bytes[self.position.min(self.bytes.len())..];
        if rest.first() != Some(&b'[') {
            return;
        }
        self.reordered = true;
        let close = rest.iter().position(|&byte| byte == b']').filter(|_| rest.len() >= 3);
        let Some(close) = close else {
            self.good_number = false;
            self.position += 1;
            return;
        };
        self.position += close + 1;
        let digits = &rest[1..close];
        let number = leading_number(digits).filter(|(_, length)| *length == digits.len());
        self.behind_number = number.is_some();
        match number.and_then(|(number, _)| number.checked_sub(1)).filter(|index| *index < self.arguments.len()) {
            Some(index) => self.next = index,
            None => self.good_number = false,
        }
    }

    fn number(&mut self) -> Option<usize> {
        let rest = self.bytes.get(self.position..)?;
        if let Some((number, length)) = leading_number(rest) {
            self.position += length;
            return Some(number);
        }
        // A number out of all bounds swallows the rest of the format.
        if rest.first().is_some_and(u8::is_ascii_digit) {
            self.position = self.bytes.len();
        }
        None
    }

    /// The next argument as a width or precision; nothing when it is no small integer.
    fn number_from_argument(&mut self) -> Option<i64> {
        let argument = self.arguments.get(self.next)?;
        self.next += 1;
        let number = match argument {
            Val::Int(number) => *number,
            Val::Byte(byte) => i64::from(*byte),
            _ => return None,
        };
        (-MAX_NUMBER..=MAX_NUMBER).contains(&number).then_some(number)
    }
}

/// The number at the start of a text and its length; nothing when there is none or it is too large.
fn leading_number(bytes: &[u8]) -> Option<(usize, usize)> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut number: i64 = 0;
    for digit in &bytes[..length] {
        if number > MAX_NUMBER {
            return None;
        }
        number = number * 10 + i64::from(digit - b'0');
    }
    (length > 0).then_some((usize::try_from(number).ok()?, length))
}
