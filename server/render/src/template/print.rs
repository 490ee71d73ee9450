//! Prints values as Go's `fmt` package does.

use super::quote::{char_of, quoted_char};
use super::runtime::Val;
use super::value::Value;

/// How the next value is printed.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are the flags of a format, each on its own")]
pub(super) struct Flags {
    pub(super) width: Option<usize>,
    pub(super) precision: Option<usize>,
    pub(super) minus: bool,
    pub(super) plus: bool,
    pub(super) sharp: bool,
    pub(super) space: bool,
    pub(super) zero: bool,
    /// `%+v`: structs with the names of their fields.
    pub(super) plus_v: bool,
    /// `%#v`: values as Go source.
    pub(super) sharp_v: bool,
}

/// Go would print an address; a fixed one keeps the output the same from run to run.
const ADDRESS: u64 = 0xC0_0001_0000;

/// Collects printed text up to a limit; what goes beyond it is cut, but shows in the length.
pub(super) struct Printer {
    buffer: Vec<u8>,
    limit: usize,
    pub(super) flags: Flags,
    /// While a wrong verb is reported.
    erroring: bool,
}

impl Printer {
    pub(super) fn new(limit: usize) -> Self {
        Self { buffer: Vec::new(), limit, flags: Flags::default(), erroring: false }
    }

    /// The text so far: longer than the limit if anything was cut.
    pub(super) fn finish(self) -> Vec<u8> {
        self.buffer
    }

    /// Prints the value of an action.
    pub(super) fn print_action(&mut self, value: Val<'_>) {
        match value.unwrapped() {
            Val::Absent => self.push(b"<no value>"),
            Val::BoolPtr(Some(flag)) => self.argument(&Val::Bool(*flag), 'v'),
            concrete => self.argument(&concrete, 'v'),
        }
    }

    /// `fmt.Sprint`: spaces only between values of which neither is a text.
    pub(super) fn print(&mut self, values: Vec<Val<'_>>) {
        let mut behind_text = true;
        for value in values {
            let value = value.unwrapped();
            let is_text = matches!(value, Val::Str(_));
            if !behind_text && !is_text {
                self.push(b" ");
            }
            behind_text = is_text;
            self.argument(&value, 'v');
            if self.is_full() {
                return;
            }
        }
    }

    /// `fmt.Sprintln`: spaces between all values and a line end.
    pub(super) fn println(&mut self, values: Vec<Val<'_>>) {
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.push(b" ");
            }
            self.argument(&value.unwrapped(), 'v');
        }
        self.push(b"\n");
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        if !self.is_full() {
            self.buffer.extend_from_slice(bytes);
        }
    }

    pub(super) fn push_char(&mut self, character: char) {
        self.push(character.encode_utf8(&mut [0; 4]).as_bytes());
    }

    pub(super) fn is_full(&self) -> bool {
        self.buffer.len() > self.limit
    }

    pub(super) fn fill(&mut self, count: usize) {
        if !self.is_full() {
            let with = if self.flags.zero && !self.flags.minus { b'0' } else { b' ' };
            self.buffer.resize(self.buffer.len() + count, with);
        }
    }

    /// Pads to the width, counted in characters.
    pub(super) fn pad(&mut self, bytes: &[u8]) {
        let missing = self.flags.width.unwrap_or(0).saturating_sub(rune_count(bytes));
        if self.flags.minus {
            self.push(bytes);
            self.fill(missing);
        } else {
            self.fill(missing);
            self.push(bytes);
        }
    }

    /// Pads with spaces, whatever the flags say.
    pub(super) fn pad_with_spaces(&mut self, bytes: &[u8]) {
        let zero = std::mem::replace(&mut self.flags.zero, false);
        self.pad(bytes);
        self.flags.zero = zero;
    }

    /// Prints an argument of a printing function; it comes without its place of type `any`.
    pub(super) fn argument(&mut self, value: &Val<'_>, verb: char) {
        match (value, verb) {
            (Val::Absent, 'T' | 'v') => self.pad(b"<nil>"),
            (_, 'T') => {
                let name = value.type_name();
                let name = self.truncated(name.as_bytes());
                self.pad(name);
            }
            (Val::BoolPtr(_) | Val::Map(_) | Val::StrMap(_) | Val::List(_) | Val::StrList(_), 'p') => {
                self.hex_address(value);
            }
            (_, 'p') => self.bad_verb(value, verb),
            _ => self.value(value, verb),
        }
    }

    fn value(&mut self, value: &Val<'_>, verb: char) {
        if self.is_full() {
            return;
        }
        if verb == 'w' && !self.erroring {
            return self.bad_verb(value, verb);
        }
        match value {
            Val::Absent => self.bad_verb(value, verb),
            Val::Slot(Value::Nil) if self.flags.sharp_v => self.push(b"interface {}(nil)"),
            Val::Slot(Value::Nil) => self.push(b"<nil>"),
            Val::Slot(held) => self.value(&Val::of(held), verb),
            Val::Bool(flag) => match verb {
                't' | 'v' => self.pad(if *flag { b"true" } else { b"false" }),
                _ => self.bad_verb(value, verb),
            },
            Val::Int(number) => self.integer_verb(value, number.unsigned_abs(), *number < 0, verb),
            Val::Byte(byte) if verb == 'v' && self.flags.sharp_v => self.hex(u64::from(*byte), true),
            Val::Byte(byte) => self.integer_verb(value, u64::from(*byte), false, verb),
            Val::Float(number) => self.float_verb(value, *number, verb),
            Val::Complex(real, imaginary) => self.complex_verb(value, *real, *imaginary, verb),
            Val::Str(text) => self.text_verb(value, text.bytes(), verb),
            Val::BoolPtr(_) => self.pointer_verb(value, verb),
            _ => self.composite(value, verb),
        }
    }

    fn composite(&mut self, value: &Val<'_>, verb: char) {
        let go_syntax = self.flags.sharp_v;
        if go_syntax {
            self.push(value.type_name().as_bytes());
        }
        let (open, close): (&[u8], &[u8]) = match value {
            _ if go_syntax => (b"{", b"}"),
            Val::Map(_) | Val::StrMap(_) => (b"map[", b"]"),
            Val::Struct(_) => (b"{", b"}"),
            _ => (b"[", b"]"),
        };
        self.push(open);
        match value {
            Val::StrList(window) => self.elements(window.visible().iter().map(|item| (None, Val::str(item))), verb),
            Val::List(window) => self.elements(window.visible().iter().map(|item| (None, Val::Slot(item))), verb),
            Val::Map(entries) => {
                self.elements(entries.iter().map(|(key, item)| (Some(Val::str(key)), Val::Slot(item))), verb);
            }
            Val::StrMap(entries) => {
                self.elements(entries.iter().map(|(key, item)| (Some(Val::str(key)), Val::str(item))), verb);
            }
            Val::Struct(fields) => self.fields(fields, verb),
            _ => {}
        }
        self.push(close);
    }

    fn elements<'v>(&mut self, elements: impl Iterator<Item = (Option<Val<'v>>, Val<'v>)>, verb: char) {
        for (index, (key, item)) in elements.enumerate() {
            self.separate(index);
            if let Some(key) = key {
                self.value(&key, verb);
                self.push(b":");
            }
            self.value(&item, verb);
        }
    }

    fn fields<'v>(&mut self, fields: &'v [(std::borrow::Cow<'v, str>, Value<'v>)], verb: char) {
        for (index, (name, field)) in fields.iter().enumerate() {
            self.separate(index);
            if self.flags.plus_v || self.flags.sharp_v {
                self.push(name.as_bytes());
                self.push(b":");
            }
            self.value(&Val::of_field(field), verb);
        }
    }

    fn separate(&mut self, index: usize) {
        if index > 0 {
            self.push(if self.flags.sharp_v { b", " } else { b" " });
        }
    }

    /// Reports a verb that does not fit the value.
    pub(super) fn bad_verb(&mut self, value: &Val<'_>, verb: char) {
        let value = match value {
            Val::Slot(Value::Nil) => value.clone(),
            other => other.clone().unwrapped(),
        };
        let outer = std::mem::replace(&mut self.erroring, true);
        self.push(b"%!");
        self.push_char(verb);
        self.push(b"(");
        self.with_type(&value);
        self.push(b")");
        self.erroring = outer;
    }

    /// `type=value`, as reports show a value.
    pub(super) fn with_type(&mut self, value: &Val<'_>) {
        if matches!(value, Val::Absent) {
            return self.push(b"<nil>");
        }
        self.push(value.type_name().as_bytes());
        self.push(b"=");
        self.value(value, 'v');
    }

    fn pointer_verb(&mut self, value: &Val<'_>, verb: char) {
        let is_nil = !value.is_true();
        match verb {
            'v' if self.flags.sharp_v => {
                self.push(b"(*bool)(");
                if is_nil {
                    self.push(b"nil");
                } else {
                    self.hex(ADDRESS, true);
                }
                self.push(b")");
            }
            'v' if is_nil => self.pad(b"<nil>"),
            'v' => self.hex_address(value),
            'b' | 'o' | 'd' | 'x' | 'X' => self.integer_verb(value, if is_nil { 0 } else { ADDRESS }, false, verb),
            _ => self.bad_verb(value, verb),
        }
    }

    fn hex_address(&mut self, value: &Val<'_>) {
        let address = if matches!(value, Val::BoolPtr(None)) { 0 } else { ADDRESS };
        self.hex(address, !self.flags.sharp);
    }

    fn hex(&mut self, number: u64, prefixed: bool) {
        let sharp = std::mem::replace(&mut self.flags.sharp, prefixed);
        self.integer(number, false, 16, 'v');
        self.flags.sharp = sharp;
    }

    fn integer_verb(&mut self, value: &Val<'_>, magnitude: u64, negative: bool, verb: char) {
        let code = if negative { magnitude.wrapping_neg() } else { magnitude };
        match verb {
            'v' | 'd' => self.integer(magnitude, negative, 10, verb),
            'b' => self.integer(magnitude, negative, 2, verb),
            'o' | 'O' => self.integer(magnitude, negative, 8, verb),
            'x' | 'X' => self.integer(magnitude, negative, 16, verb),
            'c' => self.pad(char_of(code).encode_utf8(&mut [0; 4]).as_bytes()),
            'q' => self.pad(&quoted_char(code, self.flags.plus)),
            'U' => self.unicode(code),
            _ => self.bad_verb(value, verb),
        }
    }
}

/// Characters, counting each byte that is none as one.
fn rune_count(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}
